namespace Fuzz.Generate;

/// <summary>Writes what the weaver has to refuse: it cannot follow it, and silence would lose writes.</summary>
sealed class Refusals(int index, Chooser choose)
{
    internal string Row { get; private set; } = "";

    internal string Code { get; private set; } = "";

    /// <summary>What it needs beside the method; may be empty.</summary>
    internal string Type { get; private set; } = "";

    /// <summary>The method's statement.</summary>
    internal string Statement { get; private set; } = "w.p++;";

    /// <summary>Every way that can be refused in a method of its own, in turn, so that few methods have them all.</summary>
    internal void Write(int number)
    {
        Action[] all =
        [
            () => Refuse("57", "RPL2001", "ref int Of(Z o) => ref o.f; Of(z) = p;"),
            () => Refuse("57", "RPL2001", "ref readonly int Of(Z o) => ref o.s.X; w.text += Of(y);"),
            () => Refuse("61", "RPL2005", $"unsafe {{ fixed (int* a = &{choose.Of<string>(["z.f", "z.s.X", "Z.rs", "w.h.marked", "ob.ring[1]", "ob.fix.Cells[2]"])}) M.PutAt(a, p); }}"),
            () => Refuse("62", "RPL2006", $"MemoryMarshal.AsBytes(new Span<int>(ref {choose.Of<string>(["z.f", "y.s.X", "Z.rs"])}))[0] = 7;"),
            () => Refuse("63", "RPL2007", "var tr = __makeref(z.f); __refvalue(tr, int) = p;"),
            () => Refuse("104", "RPL4004", "var of = System.Linq.Expressions.Expression.Parameter(typeof(Z)); System.Linq.Expressions.Expression.Assign(System.Linq.Expressions.Expression.Field(of, \"f\"), System.Linq.Expressions.Expression.Constant(3));"),
            () => Refuse("107", "RPL4002", $"typeof(Z).GetField(\"{choose.Of<string>(["f", "l", "text"])}\").SetValue(z, null);"),
            () => RefuseType("67", "RPL4003", "[UnsafeAccessor(UnsafeAccessorKind.Field, Name = \"hidden\")] public static extern ref int Of(Z z);"),
            () => RefuseType("21", "RPL1102", "[Replicated] public static readonly List<int> fixedly = new();"),
            () => RefuseType("23", "RPL1103", "[Replicated, ThreadStatic] public static int own;"),
            () => RefuseType("24", "RPL1104", $"[Replicated] public {choose.Of<string>(["AsyncLocal<int>", "ThreadLocal<string>", "Lazy<ThreadLocal<int>>"])} hidden;"),
            () => RefuseType("31", "RPL3001", $"[Replicated] public unsafe {choose.Of<string>(["nint", "int*", "delegate*<int, void>", "void*"])} at;"),
        ];
        all[number % all.Length]();
    }

    void Refuse(string row, string code, string statement)
    {
        (Row, Code) = (row, code);
        Statement = choose.Text(
            () => statement,
            () => $"if (p > 2) {{ {statement} }}",
            () => $"for (int n = 0; n < p; n++) {{ {statement} }}",
            () => $"((Action)(() => {{ {statement} }}))();",
            () => $"try {{ {statement} }} finally {{ z.g++; }}");
    }

    void RefuseType(string row, string code, string member)
    {
        (Row, Code) = (row, code);
        Type = $"public partial class Q{index} {{ {member} }}\n";
    }
}
