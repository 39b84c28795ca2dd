// Members of special kinds, for random methods to work on.
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

/// <summary>A struct whose fields do not show all that it holds: it says it itself.</summary>
public interface IWhole;

[StructLayout(LayoutKind.Explicit)] public struct Over { [FieldOffset(0)] public int A; [FieldOffset(0)] public uint B; [FieldOffset(4)] public byte C; }

public unsafe struct Fix : IWhole
{
    public fixed int Cells[4];
    public override readonly string ToString() => $"{Cells[0]},{Cells[1]},{Cells[2]},{Cells[3]}";
    public override readonly bool Equals(object? other) => other is Fix fix && fix.ToString() == ToString();
    public override readonly int GetHashCode() => Cells[0];
}

[InlineArray(4)] public struct Ring : IWhole
{
    int first;
    public override readonly string ToString() => $"{this[0]},{this[1]},{this[2]},{this[3]}";
    public override readonly bool Equals(object? other) => other is Ring ring && ring.ToString() == ToString();
    public override readonly int GetHashCode() => first;
}

[InlineArray(4)] public struct Pairs : IWhole
{
    S first;
    public override readonly string ToString() => $"{this[0]};{this[1]};{this[2]};{this[3]}";
    public override readonly bool Equals(object? other) => other is Pairs pairs && pairs.ToString() == ToString();
    public override readonly int GetHashCode() => first.X;
}

[Replicated] public partial class O
{
    public int count; public O? twin; public Over over; public Fix fix; public Ring ring; public Pairs pairs;
    public object? any; public dynamic? late; public IList<int>? items; public ITouch? touched; public Root? root; public Action<int>? act; public Func<int, int>? func;
    public event Action<int>? Raised;
    public event Action<int>? Custom { add { act += value; M.C(0); count++; } remove { count--; act -= value; } }
    [Replicated] public static event Action<int>? Anywhere; [Replicated] public static Action<int>? staticAct; [Replicated] public static object? staticAny; [Replicated] public static Fix staticFix; [Replicated] public static Ring staticRing;
    public void Add(int n) { count += n; M.C(n); over.A = count; }
    public void Raise(int n) { Raised?.Invoke(n); Anywhere?.Invoke(n); }
    public void Reset(bool all) { Raised = null; if (all) act = M.C(Raised); }
    public static void Begin() { Anywhere = null; staticAct = null; staticAny = null; staticFix = default; staticRing = default; }
}

/// <summary>Stores when it is disposed of; its finaliser would, too.</summary>
[Replicated] public partial class Ending : IDisposable
{
    public int left; readonly O? owner;
    public Ending(O owner) { this.owner = owner; GC.SuppressFinalize(this); }
    public void Dispose() { left = -1; M.C(0); owner!.count = left--; GC.SuppressFinalize(this); }
    ~Ending() { left = 0; }
}

public static partial class M
{
    static M() => NativeLibrary.SetDllImportResolver(typeof(M).Assembly, (_, _, _) => NativeLibrary.Load(OperatingSystem.IsWindows() ? "ucrtbase" : OperatingSystem.IsMacOS() ? "libSystem" : "libm.so.6"));
    /// <summary>Takes a number apart; of the C library.</summary>
    [DllImport("C")] public static extern double frexp(double value, ref int exponent);
    public static void Handler(int n) => C(n);
}
