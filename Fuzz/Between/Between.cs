// Stands between the model and the methods: an assembly of its own, whose classes derive from those of the model, and which the methods' own
// classes derive from. Compiled when it is needed, never as part of this project.
using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Batch")]

public class BetweenZ : Z
{
    public int between; public S betweenS; public string? betweenText; internal int betweenInside; public int BetweenP { get; set; }
    public override int Virtual(int n) { between += base.Virtual(n); f += between; M.C(0); betweenS.X = f--; M.Put(ref g, n); return g; }
    public static int Turn(BetweenZ z, int n) { z.between += n; z.f += M.C(n); z.s.Mutate(n); M.PutS(ref z.betweenS, z.s); return z.betweenS.X; }
}

public class BetweenD : D
{
    public int between; public S betweenS; public string? betweenText; internal int betweenInside; public int BetweenP { get; set; }
    public override int Virtual(int n) { base.Virtual(n); extra += n; between = M.C(extra); ds.X = between; return extra; }
}

public class BetweenO : O
{
    public int between; public S betweenS; public string? betweenText; internal int betweenInside; public int BetweenP { get; set; }
}

public class BetweenVis : Vis
{
    public int between; public S betweenS; public string? betweenText; internal int betweenInside; public int BetweenP { get; set; }
    protected override void Put(ref int a, int n) { base.Put(ref a, n); between = a; PutText(ref betweenText); base.Put(ref guarded, between); }
    protected override int Turn(int n) { Guarded = base.Turn(n); M.PutS(ref guardedS, betweenS); return guarded++; }
}

public class BetweenG<V> : G<V>
{
    public int between; public S betweenS; public string? betweenText; internal int betweenInside; public int BetweenP { get; set; }
    public V? betweenV;
    public void Keep(V? v) { betweenV = v; M.C(0); val = betweenV; M.PutT(ref betweenV, second); Gen<V>.count++; }
}

public class BetweenKBase : KBase
{
    public int between; public S betweenS; public string? betweenText; internal int betweenInside; public int BetweenP { get; set; }
    public BetweenKBase(int n) : base(n) { between = n; ks.X = M.C(n); betweenS = ks; }
    public override void VirtualInit(int n) { base.VirtualInit(n); between += n; k1 = between; }
}

public record BetweenRec(int A, string? B) : Rec(A, B)
{
    public int between; public S betweenS; public string? betweenText; internal int betweenInside; public int BetweenP { get; set; }
}
