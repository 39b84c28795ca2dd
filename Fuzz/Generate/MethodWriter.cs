using System.Text.RegularExpressions;

namespace Fuzz.Generate;

/// <summary>Writes one random method: chooses where it stands and what kind it is, and fills it.</summary>
sealed partial class MethodWriter
{
    const int PercentRefused = 5;

    static readonly (string Name, string Text)[] prologue =
    [
        ("z", "Z z = w.z;"), ("y", "Z y = w.y;"), ("d", "D d = w.d;"), ("h", "Marked h = w.h;"), ("r", "Rec r = w.r;"), ("rq", "Req rq = w.q;"), ("gi", "G<int> gi = w.gi;"),
        ("gt", "G<string> gt = w.gt;"), ("gs", "G<S> gs = w.gs;"), ("ob", "O ob = w.ob;"), ("p", "int p = w.p;"), ("i", "int i = w.i;"), ("q", "string q = w.text;"),
    ];

    static readonly Variable[] common =
    [
        new("z", "Z"), new("y", "Z"), new("z", "Z"), new("d", "D"), new("h", "Marked"), new("r", "Rec"), new("rq", "Req"), new("gi", "G<int>"), new("gt", "G<string>"), new("gs", "G<S>"), new("ob", "O", IsWritable: false),
        new("p", "int"), new("i", "int", IsWritable: false), new("q", "string"),
    ];

    readonly int index;
    readonly Chooser choose;
    readonly HashSet<string> rows = [];
    string? refusedAs;

    MethodWriter(int seed, int index)
    {
        this.index = index;
        choose = new Chooser(HashCode(seed, index));
    }

    internal static MethodSource Write(int seed, int index)
    {
        var writer = new MethodWriter(seed, index);
        return new MethodSource(index, writer.Write(), writer.rows, writer.refusedAs);
    }

    // The platform's own hash differs from process to process.
    static int HashCode(int seed, int index) => unchecked((seed * (int)2654435761) ^ ((index + 1) * 40503) ^ (index << 16));

    string Write()
    {
        if (choose.Chance(PercentRefused))
            return Refused();
        string text = choose.Below(18) switch
        {
            0 or 1 or 2 => Entry($"{{ {Body([])} }}"),
            3 or 4 => $"partial class Z {{ public object I{index}(World w) {{ {Body([This("Z")])} }} }}\n" + Entry($"=> w.z.I{index}(w);"),
            5 => $"partial class Z {{ public static object I{index}(World w) {{ {Body([])} }} }}\n" + Entry($"=> Z.I{index}(w);"),
            6 => $"partial class D {{ public object I{index}(World w) {{ {Body([This("D"), This("D")])} }} }}\n" + Entry($"=> w.d.I{index}(w);"),
            7 => Rowed("85", $"partial class G<V> {{ public object I{index}(World w, V vv) {{ G<V> gg = this; {Body([new("gg", "G<V>"), new("vv", "V")])} }} }}\n" + OfEachGeneric($"w.{{0}}.I{index}(w, {{1}})")),
            8 => Rowed("86", $"partial class Z {{ public static object I{index}<V>(World w, G<V> gg, V vv) {{ {Body([new("gg", "G<V>"), new("vv", "V")])} }} }}\n" + OfEachGeneric($"Z.I{index}(w, w.{{0}}, {{1}})")),
            9 => Rowed("98", $"partial class Z {{ public IEnumerable<int> I{index}(World w) {{ {Body([This("Z")], yields: true)} }} }}\n" + Entry($"=> string.Join(',', w.z.I{index}(w));")),
            10 or 11 => Rowed("99", $"partial class Z {{ public async Task<object> I{index}(World w) {{ {Body([This("Z")], awaits: true)} }} }}\n" + Entry($"=> w.z.I{index}(w).GetAwaiter().GetResult();")),
            12 => Rowed("99", $"public static class A{index} {{ public static async Task<object> Go(World w) {{ {Body([], awaits: true)} }} }}\n" + Entry($"=> A{index}.Go(w).GetAwaiter().GetResult();")),
            13 => Constructors(),
            14 => Rowed("43", $"partial struct S {{ public object I{index}(World w) {{ {Body([new("this", "S", IsWritable: false, IsReference: true)])} }} }}\n" + Entry($"=> w.z.s.I{index}(w);")),
            15 => $"partial class O {{ public object I{index}(World w) {{ {Body([This("O")])} }} }}\n" + Entry($"=> w.ob.I{index}(w);"),
            16 => Statics(),
            _ => Rowed("66", $"public static class X{index} {{ public static object I{index}(this ref S s0, World w) {{ {Body([new("s0", "S", IsReference: true)])} }} }}\n" + Entry($"=> w.y.s.I{index}(w);")),
        };
        return text;
    }

    /// <summary>Declares the common variables that a body uses.</summary>
    static string Prologue(string body)
    {
        var words = Word().EnumerateMatches(body);
        var used = new HashSet<string>();
        foreach (var word in words)
            used.Add(body.Substring(word.Index, word.Length));
        return string.Join(' ', prologue.Where(variable => used.Contains(variable.Name)).Select(variable => variable.Text));
    }

    [GeneratedRegex(@"\b[a-z]{1,2}\b")]
    private static partial Regex Word();

    string Entry(string body) => $"public static class Entry{index} {{ public static object Run(World w) {body} }}\n";

    string OfEachGeneric(string call)
    {
        string[] calls = [.. new[] { ("gi", "w.p"), ("gt", "w.text"), ("gs", "w.z.s") }.Select(one => string.Format(null, call, one.Item1, one.Item2))];
        return Entry($"=> {calls[0]} + \"/\" + {calls[1]} + \"/\" + {calls[2]};");
    }

    static Variable This(string type) => new("this", type, IsWritable: false);

    string Body(Variable[] own, bool awaits = false, bool yields = false, string end = "return (object)")
    {
        var draft = new Draft(choose)
        {
            MayAwait = awaits,
            MayYield = yields,
            MayRefer = !awaits && !yields,
            IsGeneric = own.Any(variable => variable.Type == "V"),
            Return = yields ? "yield break;" : end.Length == 0 ? "return;" : "return 3;",
        };
        foreach (var variable in common.Concat(own))
            draft.Declare(variable);
        var statements = new Statements(draft);
        draft.Left = 2 + choose.Below(9);
        while (draft.Left > 0)
            statements.Write(1);
        if (yields)
            draft.Line("yield return p;");
        else if (end.Length > 0)
            draft.Line($"{end}({statements.Expressions.Of(choose.Of<string>(["int", "string"]))});");
        rows.UnionWith(draft.Rows);
        return $"\n{Prologue(draft.Text)}\n{draft.Text}";
    }

    string Refused()
    {
        var refusals = new Refusals(index, choose);
        refusals.Write();
        refusedAs = refusals.Code;
        rows.Add(refusals.Row);
        return refusals.Type + Entry($"{{ {Prologue(refusals.Statement)} {refusals.Statement} return null; }}");
    }

    /// <summary>A type whose initialiser stores, and which runs when a method first stores to its statics.</summary>
    string Statics()
    {
        rows.UnionWith(["18", "19", "20"]);
        string initialiser = choose.Chance(50) ? $"static Q{index}() {{ own += 2; if (own > {choose.Below(9)}) text = \"of Q\"; part.X = own; other = null; }}" : "";
        return $$"""
            public static partial class Q{{index}}
            {
                [Replicated] public static int own = {{choose.Below(9)}}; [Replicated] public static S part = new(1, {{choose.Below(9)}}); [Replicated] public static string text; [Replicated] public static Z other = new() { f = 3 };
                {{initialiser}}
                public static object Go(World w)
                {
                    own += w.p; M.C(0); part.Mutate(w.i); text += own; M.Put(ref part.Y, own); other ??= w.z; other.f++; {{Body([])}}
                }
            }
            
            """ + Entry(choose.Chance(50)
            ? $"=> Q{index}.Go(w) + \"/\" + Q{index}.own + Q{index}.part + Q{index}.text;"
            : $"{{ Q{index}.part.X = M.C(w.p); return Q{index}.Go(w) + \"/\" + Q{index}.own + Q{index}.part + Q{index}.text; }}");
    }

    string Constructors()
    {
        rows.UnionWith(["25", "69", "70", "71", "72", "74", "80", "105"]);
        Variable[] own = [new("this", "KBase", IsWritable: false)];
        return $$"""
            [Replicated] public partial class K{{index}} : KBase
            {
                public int a = 3, b; public S s = new(1, 2); public string text = "k"; public int? nul = null; public readonly int ro; public readonly S ros; public int Auto { get; init; } = 4;
                public int Kept { get; set { value += M.C(b); field = value > 3 ? value : a; b++; } }
                public K{{index}}(World w) : base(w.p)
                {
                    {{(choose.Chance(50) ? "M.Publish(this);" : "")}}
                    ro = w.p; M.C(0); if (w.p > {{choose.Below(9)}}) ro = M.C(w.i) + 1; else ros = new S(w.p, 1);
                    {{(choose.Chance(50) ? "ro++; ros.X = 3;" : "Auto = w.i;")}}
                    {{Body(own, end: "")}}
                }
                public K{{index}}(World w, int n) : this(w) { b = n; s.X += n; M.C(0); a = b; {{(choose.Chance(50) ? "nul = n; ks.Mutate(n);" : "text += n;")}} }
                public override void VirtualInit(int n) { base.VirtualInit(n); a += n; s.Y = n; M.C(0); b = a; }
                public object Go(World w) { w.k = this; Kept = w.p; Kept += w.i; return a + b + s.X + text + ro + ros.X + Kept; }
            }
            
            """ + Entry($"=> {(choose.Chance(50) ? $"new K{index}(w)" : $"new K{index}(w, w.i) {{ Auto = w.p }}")}.Go(w);");
    }

    string Rowed(string row, string text)
    {
        rows.Add(row);
        return text;
    }
}
