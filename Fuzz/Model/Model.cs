// The types that random methods work on. Compiled together with the methods, never as part of this project.
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

// The methods may be in another assembly, and name what is internal.
[assembly: InternalsVisibleTo("Batch")]

public enum E : byte { A, B, C }

public partial struct T { public int U; public long W; public void Twice() { U *= 2; M.C(0); W++; } }

public partial struct S
{
    public int X, Y; public T T; public string? N; public int? Q;
    public int P { get; set; }
    public S(int x, int y) { X = x; Y = y; T = new T { U = x ^ y }; N = "s"; }
    public int this[int i] { readonly get => (i & 1) == 0 ? X : Y; set { if ((i & 1) == 0) X = value; else Y = value; } }
    public void Mutate(int n) { X += n; M.C(n); Y ^= n; }
    public int MutateAndThrow(int n) { X = n; M.C(n); if ((n & 1) == 0) throw new InvalidOperationException("even"); Y = n; return X; }
    public void Reset() { M.C(0); this = default; }
    public void Replace(S other) { this = other; }
    public readonly int Sum() => X + Y + T.U;
    public readonly S Turned() => this with { X = Y, Y = X };
    public void operator +=(int n) { X += M.C(n); }
    public void operator ++() { Y++; }
    public static S operator +(S s, int n) { s.X += n; return s; }
    public static S operator -(S s, S t) => new(s.X - t.X, s.Y - t.Y);
    public override string ToString() => $"{X},{Y},{T.U},{N}";
    [UnscopedRef] public ref int RefX() => ref X;
    public readonly void Deconstruct(out int x, out int y) { x = X; y = Y; }
}

public readonly struct RO { public readonly int A; public readonly string? B; public RO(int a, string? b) { A = a; B = b; } public int Twice() => A * 2; }

public record struct P2(int A, long B) { public void Add(int n) { A += n; } }

[StructLayout(LayoutKind.Sequential, Pack = 1)] public struct Packed { public byte A; public long B; }

public static partial class SExtensions
{
    public static void Bump(this ref S s, int n) { M.C(n); s.X += n; }
    extension(ref S s)
    {
        public int Wide { get => s.X; set { s.X = value; M.C(value); s.Y = value; } }
        public void Grow(int n) { s.T.U += n; }
    }
    extension(Z z)
    {
        public int Far { get => z.g; set => z.g = value; }
        public void Reach(int n) { z.f = n; z.s.X = n; }
    }
}

public interface ITouch { int Touched { get; set; } void Touch(int n) { Touched = n; Touched++; } static abstract int Make(int n); }

public abstract partial class Root
{
    [NotReplicated("a test's own")] public int seen;
    public abstract int Virtual(int n);
}

[Replicated] public partial class Z : Root, ITouch
{
    public int f, g, f2; public long l; public byte b8; public sbyte i8; public short i16; public ushort u16; public uint u32; public ulong u64; public char c; public bool flag;
    public double d; public float d4; public string? text; public decimal money; public E e; public int? nul; public DateTime when; public Guid id; public (int A, string? B) tup;
    public S s; public T t; public S? ns; public P2 p2; public RO ro; public Packed packed; public Int128 large; public Half half; public TimeSpan span; public DateOnly day;
    public KeyValuePair<int, string> pair; public (int A, (long B, S C) D) deep;
    public volatile int v; public volatile string? vs; public volatile bool vb;
    public Z? next; public Z? other; public int[] arr = [1, 2, 3, 4]; public string?[] texts = ["a", null, "b", "c"]; public S[] structs = new S[4]; public List<int> list = [1, 2, 3];
    public Dictionary<string, int> map = new() { ["a"] = 1 };
    int hidden; S hiddenS;
    [NotReplicated("unmarked on purpose")] public int plain;
    public readonly int fixedly = 7; public readonly S fixedS = new(1, 2); public readonly int[] fixedArr = [1, 2, 3, 4];
    public const int Constant = 11;
    public int P { get; set; }
    public S PS { get; set; }
    public int Fk { get; set => field = value < 0 ? 0 : value; }
    public string Fs { get => field ?? "none"; set { M.C(0); field = value ?? "null"; } }
    public int Init { get; init; } = 3;
    public int InitF { get; init => field = value > 3 ? value : -value; }
    public int Bad { get => f; set => throw new NotSupportedException("bad"); }
    public int Thrown { get => f; init { f = value; throw new NotSupportedException("thrown"); } }
    public int GetOnly { get; } = 5;
    public int Touched { get; set; }
    public int this[int i] { get => arr[i & 3]; set { f = value; g = i; } }
    [Replicated] public static int rs = 1; [Replicated] public static S rss; [Replicated] public static string? rst = "static"; [Replicated] public static long rsl; [Replicated] public static int? rsn; [Replicated] public static Z? rsz; [Replicated] public static volatile int rsv; [Replicated] public static int RsP { get; set; }
    static int plainStatic;
    public override int Virtual(int n) { f = n; return g; }
    public static int Make(int n) => rs = n;
    public Z Self() => this;
    public Z Copy() => (Z)MemberwiseClone();
    public Z Change(int n) { f += n; return this; }
    public int Hidden(int n) { hidden = n; hiddenS.X += n; plainStatic++; return hidden; }
    public static int Statically(int n) { rs += n; rss.X = n; return rs; }
}

public partial class D : Z
{
    public new int f; public int extra; public S ds; public string? dtext; public T? dnt;
    public override int Virtual(int n) { base.Virtual(n); extra = n; base.f++; f--; return base.f; }
}

/// <summary>Only some members are marked.</summary>
public partial class Marked { [Replicated] public int marked; public int unmarked; [Replicated] public S markedS; public S unmarkedS; [Replicated] public string? Text { get; set; } }

[Replicated] public partial record Rec(int A, string? B) { public int Mut { get; set; } public S S { get; init; } public int set; }

[Replicated] public partial class Prim(int cap, string? name) { public int Inc() => cap += 2; public void Name(string? n) => name = n ?? name; public string? Get => name; int own = cap; public int Own() => own++; }

[Replicated] public partial class Req { public required int A { get; init; } public required string? B { get; set; } public int c; [SetsRequiredMembers] public Req() { A = 1; B = "b"; } }

[Replicated] public partial class G<V>
{
    public V? val, second; public int count; public V?[] many = new V?[4]; public Dictionary<string, V?> vmap = new(); public KeyValuePair<int, V?> vpair; public (V? A, int B) vtup; public G<V>? gnext; public S gs;
    public V? Pv { get; set; }
    public G() { vmap["a"] = default; }
    public void Set(V? v) { val = v; count++; }
    public partial class In<W> { [Replicated] public V? iv; [Replicated] public W? iw; [Replicated] public int ic; }
}

[Replicated] public partial class KBase
{
    public int k1 = 1; public S ks = new(1, 1); public readonly int kr;
    public KBase(int n) { kr = n; M.Publish(this); kr = n + 1; k1 = n; VirtualInit(n); }
    public virtual void VirtualInit(int n) { k1 += n; }
}

/// <summary>Statics that each instance of a generic type has for itself.</summary>
public static partial class Gen<V>
{
    [Replicated] public static V? value; [Replicated] public static int count; [Replicated] public static S part; [Replicated] public static G<V>? box;
    public static void Begin() { value = default; count = 2; part = new S(7, 8); box = new(); }
}

public interface IPuts { void Put(int n); }

public ref struct View : IPuts { public ref int Value; public int Count; public View(ref int value) { Value = ref value; } public void Put(int n) { Value = M.C(n); } }

public delegate void RefAction(ref int n);
public delegate ref int RefFunc(ref int n);

public static partial class M
{
    public static Action? OnCapture; public static Action<object>? OnPublish; public static Action<object, int>? OnWriteUnseen; static int fuel; public static int depth;
    /// <summary>Here another thread could commit.</summary>
    public static T1 C<T1>(T1 value) { OnCapture?.Invoke(); return value; }
    public static bool Fuel() => --fuel > 0;
    /// <summary>A text that a loop adds to itself would soon be longer than a text can be.</summary>
    public static string? Cut(string? text) => text is { Length: > 64 } ? text[..64] : text;
    public static void Publish(object o) => OnPublish?.Invoke(o);
    /// <summary>Has the fields of an object written unseen.</summary>
    public static void WriteUnseen(object? o, int n) { if (o != null) OnWriteUnseen?.Invoke(o, n); }
    /// <summary>Keeps an object of a method's own.</summary>
    public static T1 Own<T1>(World w, T1 own) where T1 : class { w.own.Add(own); Publish(own); return own; }
    public static void Begin() { fuel = 300; depth = 0; Z.rs = 1; Z.rss = new S(3, 4); Z.rst = "static"; Z.rsl = 9; Z.rsn = 2; Z.rsz = null; Z.rsv = 1; Z.RsP = 6; O.Begin(); Vis.Begin(); Gen<int>.Begin(); Gen<string>.Begin(); Gen<S>.Begin(); }
    public static bool Deep() => ++depth > 5;
    public static void Put(ref int a, int n) { C(0); a = n; C(0); }
    public static void PutOut(out int a, int n) { a = n; C(0); if (n == 3) throw new ArgumentException("three"); a++; }
    public static void PutLong(ref long a, int n) { a = n; C(0); a++; }
    public static void PutText(ref string? a, string? n) { C(0); a = n; }
    public static void PutS(ref S a, S n) { a = n; C(0); a.X++; }
    public static void PutZ(ref Z? a, Z? n) { C(0); a = n; }
    public static void PutT<T1>(ref T1 a, T1 b) { C(0); a = b; }
    public static void Exchange<T1>(ref T1 a, ref T1 b) { C(0); (a, b) = (b, a); }
    public static int Between(int a, ref int b, int c) { b = a + C(c); return b; }
    public static int In(in int a) => C(a);
    public static int InWritten(in int a, int n) { C(0); System.Runtime.CompilerServices.Unsafe.AsRef(in a) = n; return C(a); }
    public static int InS(in S a) => C(a.X) + a.Y;
    public static int RefReadonly(ref readonly int a) => C(a);
    public static void Fill(Span<int> to, int n) { for (int i = 0; i < to.Length; i++) to[i] = C(n); }
    public static int Sum(ReadOnlySpan<int> from) { int sum = 0; foreach (int i in from) sum += i; return C(sum); }
    public static ref int Pass(ref int a) => ref a;
    public static ref int Choose(bool first, ref int a, ref int b) => ref first ? ref a : ref b;
    public static unsafe void PutAt(int* p, int n) { *p = C(n); }
    public static void PutView<T1>(T1 view, int n) where T1 : IPuts, allows ref struct { C(0); view.Put(n); }
    public static int Throws(int n) => C(n) % 3 == 0 ? throw new InvalidOperationException("thrice") : n;
    public static T1 Get<T1>() where T1 : new() => new();
    public static async Task<T1> Later<T1>(T1 value) { await Task.CompletedTask; return C(value); }
    public static async Task<T1> Yielded<T1>(T1 value) { await Task.Yield(); return C(value); }
    public static int Touch<T1>(T1 t, int n) where T1 : ITouch { t.Touch(n); return T1.Make(n); }
    public static V1 Constrained<V1>(ref V1 v) where V1 : struct { C(0); return v; }
}

public partial class World
{
    public Z z = Fresh(1), y = Fresh(2); public D d = new() { f = 3, extra = 4, next = Fresh(5) }; public Marked h = new(); public Rec r = new(1, "r") { Mut = 2 };
    public G<int> gi = new() { val = 3, gnext = new() }; public G<string> gt = new() { val = "v" }; public G<S> gs = new() { val = new S(1, 1) }; public Prim pr = new(1, "prim"); public Req q = new() { c = 2 }; public KBase? k; public O ob = new() { twin = new() }; public Vis vi = new(); public Kept cm = new();
    public List<object> own = [];
    public int p, i; public string? text;
    public World(int n) { p = n; i = n & 3; text = n % 5 == 0 ? null : "w" + n; z.other = y; y.other = z; z.next!.next = y; }
    static Z Fresh(int n) => new() { f = n, g = n + 1, text = "z" + n, s = new S(n, 2), next = n < 10 ? new Z { f = n * 10, text = null } : null };
}
