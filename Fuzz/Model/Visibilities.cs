// Members of every visibility: what can be stored to depends on where a method stands.

/// <summary>Some members are seen in this assembly only, some in derived classes only.</summary>
[Replicated] public partial class Vis
{
    public int open; internal int inside; protected int guarded; protected internal int either; private protected int both;
    public S openS; internal S insideS; protected S guardedS; protected internal S eitherS; private protected S bothS;
    internal string? insideText; protected string? guardedText; internal Z? insideZ; protected Z? guardedZ; internal G<S> insideG = new(); protected G<int> guardedG = new();
    public int Get { get; protected internal set; }
    internal int InsideP { get; set; }
    protected int Guarded { get; set; } = 3;
    public int Once { get; init; } = 1;
    [Replicated] internal static int shared; [Replicated] internal static S sharedS; [Replicated] internal static int Shared { get; set; } [Replicated] protected static string? sharedText;
    public Nested nested = new();
    protected virtual void Put(ref int a, int n) { a = n; M.C(0); guarded += n; either = a; }
    protected void PutText(ref string? a) { a = M.C(guardedText) + "p"; sharedText = a; }
    protected internal virtual int Turn(int n) { both = n; M.C(0); guardedS.Mutate(n); return inside++; }
    public static void Begin() { shared = 2; sharedS = new S(5, 6); Shared = 3; sharedText = null; }

    /// <summary>Within another class.</summary>
    [Replicated] public partial class Nested { public int n; internal int inside; protected int within; public S part; protected internal int Within(int by) { within += by; return within; } }
}

/// <summary>Some members are compared at each capture, so that their addresses may be kept.</summary>
[Replicated] public partial class Kept
{
    [Replicated(Compare = true)] int number; [Replicated(Compare = true)] public S whole; public int seen;
    public ref int Number => ref number;
    public ref S Whole => ref whole;
}
