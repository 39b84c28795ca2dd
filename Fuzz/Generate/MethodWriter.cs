using System.Text.RegularExpressions;

namespace Fuzz.Generate;

/// <summary>Writes one random method: chooses where it stands and what kind it is, and fills it.</summary>
sealed partial class MethodWriter
{
    /// <summary>One in so many is written to be refused.</summary>
    const int MethodsForOneRefused = 20;

    static readonly (string Name, string Text)[] prologue =
    [
        ("z", "Z z = w.z;"), ("y", "Z y = w.y;"), ("d", "D d = w.d;"), ("h", "Marked h = w.h;"), ("r", "Rec r = w.r;"), ("rq", "Req rq = w.q;"), ("gi", "G<int> gi = w.gi;"),
        ("gt", "G<string> gt = w.gt;"), ("gs", "G<S> gs = w.gs;"), ("ob", "O ob = w.ob;"), ("vi", "Vis vi = w.vi;"), ("vn", "Vis.Nested vn = w.vi.nested;"), ("cm", "Kept cm = w.cm;"), ("p", "int p = w.p;"), ("i", "int i = w.i;"), ("q", "string q = w.text;"),
    ];

    static readonly Variable[] common =
    [
        new("z", "Z"), new("y", "Z"), new("z", "Z"), new("d", "D"), new("h", "Marked"), new("r", "Rec"), new("rq", "Req"), new("gi", "G<int>"), new("gt", "G<string>"), new("gs", "G<S>"), new("ob", "O", IsWritable: false), new("vi", "Vis"), new("vn", "Vis.Nested"), new("cm", "Kept"),
        new("p", "int"), new("i", "int", IsWritable: false), new("q", "string"),
    ];

    readonly int index;
    readonly ModelPlace model;
    readonly Chooser choose;
    readonly Hosts hosts;
    readonly HashSet<string> rows = [];
    string? refusedAs;

    MethodWriter(int seed, int index, ModelPlace model)
    {
        this.index = index;
        this.model = model;
        hosts = new Hosts(index, model);
        choose = new Chooser(HashCode(seed, index));
    }

    /// <param name="model">Where the model is.</param>
    internal static MethodSource Write(int seed, int index, ModelPlace model)
    {
        var writer = new MethodWriter(seed, index, model);
        return new MethodSource(index, writer.Write(), writer.rows, writer.refusedAs);
    }

    bool IsApart => model != ModelPlace.Here;

    // The platform's own hash differs from process to process.
    static int HashCode(int seed, int index) => unchecked((seed * (int)2654435761) ^ ((index + 1) * 40503) ^ (index << 16));

    string Write()
    {
        if (index % MethodsForOneRefused == MethodsForOneRefused - 1)
            return Refused();
        return choose.Below(22) switch
        {
            0 or 1 or 2 => Entry($"{{ {Body([])} }}"),
            3 or 4 => InClass("Z", "w.z"),
            5 => Declare("Z", $"public static object I{index}(World w) {{ {Body([])} }}") + Entry($"=> {hosts.Name("Z")}.I{index}(w);"),
            6 => InClass("D", "w.d", "Z"),
            7 => Rowed("85", InGenericClass()),
            8 => Rowed("86", GenericMethod()),
            9 => Rowed("98", Iterator()),
            10 or 11 => Rowed("99", InAsyncMethod("Z", "w.z")),
            12 => Rowed("99", $"public static class A{index} {{ public static async Task<object> Go(World w) {{ {Body([], awaits: true)} }} }}\n" + Entry($"=> A{index}.Go(w).GetAwaiter().GetResult();")),
            13 => Constructors(),
            14 => Rowed("43", InStruct()),
            15 => InClass("O", "w.ob"),
            16 => Statics(),
            17 => InClass("Vis", "w.vi", "VisWithin"),
            18 => Rowed("99", InAsyncMethod("Vis", "w.vi", "VisWithin")),
            19 => Rowed("78", InRecord()),
            20 => Rowed("88", WithHiddenTypes()),
            _ => Rowed("66", $"public static class X{index} {{ public static object I{index}(this ref S s0, World w) {{ {Body([new("s0", "S", IsReference: true)])} }} }}\n" + Entry($"=> w.y.s.I{index}(w);")),
        };
    }

    /// <summary>A part of a class of the model; or a class of its own that derives from it.</summary>
    string Declare(string type, string method)
    {
        if (!IsApart)
            rows.Add("81");
        return hosts.Declare(type, method);
    }

    /// <param name="further">Another type that the object is.</param>
    string InClass(string type, string known, string? further = null) =>
        Declare(type, $"public object I{index}(World w) {{ {Body(This(type, further))} }}") + Entry($"=> {hosts.Instance(type, known)}.I{index}(w);");

    string InAsyncMethod(string type, string known, string? further = null) =>
        Declare(type, $"public async Task<object> I{index}(World w) {{ {Body(This(type, further), awaits: true)} }}") + Entry($"=> {hosts.Instance(type, known)}.I{index}(w).GetAwaiter().GetResult();");

    string Iterator() =>
        Declare("Z", $"public IEnumerable<int> I{index}(World w) {{ {Body(This("Z"), yields: true)} }}") + Entry($"=> string.Join(',', {hosts.Instance("Z", "w.z")}.I{index}(w));");

    string InGenericClass() =>
        OwnStruct() + Declare("G<V>", $"public object I{index}(World w, V vv) {{ G<V> gg = this; {Body([.. This("G<V>"), new("gg", "G<V>"), new("vv", "V")])} }}")
        + OfEachGeneric((type, known, value) => $"{hosts.Instance(type, known)}.I{index}(w, {value})");

    string GenericMethod() =>
        OwnStruct() + Declare("Z", $"public static object I{index}<V>(World w, G<V> gg, V vv) {{ {Body([new("gg", "G<V>"), new("vv", "V")])} }}")
        + OfEachGeneric((_, known, value) => $"{hosts.Name("Z")}.I{index}(w, {known}, {value})");

    /// <summary>In a struct of the model; or in one of its own, which a generic class of the model holds.</summary>
    string InStruct() => IsApart || choose.Chance(50)
        ? OwnStruct($"public object I{index}(World w) {{ {Body([new("this.part", "S", IsReference: true), new("this.a", "int", IsReference: true)])} }}") + Entry($"=> M.Own(w, new G<U{index}>()).val.I{index}(w);")
        : $"partial struct S {{ public object I{index}(World w) {{ {Body([new("this", "S", IsWritable: false, IsReference: true)])} }} }}\n" + Entry($"=> w.z.s.I{index}(w);");

    string OwnStruct(string method = "") => $"public struct U{index} {{ public int a; public S part; public string text; {method} }}\n";

    Variable[] This(string type, string? further = null) => [.. hosts.This(type), .. further == null ? [] : hosts.This(further)];

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

    /// <param name="call">Told a generic class of the model, where there is an object of it, and a value of its argument.</param>
    string OfEachGeneric(Func<string, string, string, string> call)
    {
        string[] calls =
        [
            call("G<int>", "w.gi", "w.p"), call("G<string>", "w.gt", "w.text"),
            choose.Chance(50) ? call("G<S>", "w.gs", "w.z.s") : call($"G<U{index}>", $"M.Own(w, new G<U{index}>())", $"new U{index} {{ a = w.p }}"),
        ];
        return Entry($"=> {string.Join(" + \"/\" + ", calls)};");
    }

    string Body(Variable[] own, bool awaits = false, bool yields = false, string end = "return (object)")
    {
        var draft = new Draft(choose)
        {
            Model = model,
            MayAwait = awaits,
            MayYield = yields,
            MayRefer = !awaits && !yields,
            IsSuspended = awaits || yields,
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
        refusals.Write(index / MethodsForOneRefused);
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

    /// <summary>Stores to a class that only its file can name, and to one that only the class can name in which it is.</summary>
    string WithHiddenTypes()
    {
        const string MembersOfBoth = "public int n; public S part; public string text; public Z held;";
        bool awaits = choose.Chance(30);
        return $$"""
            [Replicated] file class F{{index}} { {{MembersOfBoth}} public void Add(int by) { n += by; M.C(0); part.X = n--; } }
            public static class N{{index}}
            {
                [Replicated] sealed class Private { {{MembersOfBoth}} public Private twin; }
                public static {{(awaits ? "async Task<object>" : "object")}} Go(World w)
                {
                    var ff = M.Own(w, new F{{index}} { n = w.p, part = { Y = w.i } }); var pv = M.Own(w, new Private { held = w.z });
                    ff.Add(w.i); M.Put(ref pv.n, ff.n); ff.part.Mutate(w.p); pv.twin = new Private { text = w.text };
                    {{Body([new("ff", "Local"), new("pv", "Local"), new("pv.twin", "Local")], awaits)}}
                }
            }

            """ + Entry($"=> N{index}.Go(w){(awaits ? ".GetAwaiter().GetResult()" : "")};");
    }

    /// <summary>In a record that derives from one of the model, and a changed copy of it.</summary>
    string InRecord() => $$"""
        public partial record K{{index}}(int A, string B, int C) : {{hosts.Base("Rec")}}(A, B)
        {
            public S part; public int Late { get; init; } = 2; int kept = C;
            public object Go(World w) { kept += C; {{Body([new("this", "Rec", IsWritable: false)])}} }
        }

        """ + Entry($$"""
        {
            var own = M.Own(w, new K{{index}}(w.p, w.text, 2) { Mut = w.i, part = { X = 3 } }); own.part.Y = w.p; M.C(0);
            var copy = M.Own(w, own with { C = w.p, Mut = 4, Late = w.i, S = new S(w.p, 1) }); copy.set++; copy.part.Mutate(w.i);
            return own.Go(w) + "/" + copy.Go(w);
        }
        """);

    string Constructors()
    {
        rows.UnionWith(["25", "69", "70", "71", "72", "74", "80", IsApart ? "90" : "89"]);
        Variable[] own = [new("this", "KBase", IsWritable: false)];
        return $$"""
            [Replicated] public partial class K{{index}} : {{hosts.Base("KBase")}}
            {
                public int a = 3, b; public S s = new(1, 2); public string text = "k"; public int? nul = null; public readonly int ro; public readonly S ros; public int Auto { get; init; } = 4; public int Only { get; } = 5;
                public int Kept { get; set { value += M.C(b); field = value > 3 ? value : a; b++; } }
                public K{{index}}(World w) : base(w.p)
                {
                    {{(choose.Chance(50) ? "M.Publish(this);" : "")}}
                    ro = w.p; Only = M.C(ro); if (w.p > {{choose.Below(9)}}) ro = M.C(w.i) + 1; else ros = new S(w.p, 1);
                    {{(choose.Chance(50) ? "ro++; ros.X = 3;" : "Auto = w.i;")}}
                    {{Body(own, end: "")}}
                }
                public K{{index}}(World w, int n) : this(w) { b = n; s.X += n; M.C(0); a = b; {{(choose.Chance(50) ? "nul = n; ks.Mutate(n);" : "text += n;")}} }
                public override void VirtualInit(int n) { base.VirtualInit(n); a += n; s.Y = n; M.C(0); b = a; }
                public object Go(World w) { w.k = this; Kept = w.p; Kept += w.i; return a + b + s.X + text + ro + ros.X + Kept + Only; }
            }
            
            """ + Entry($"=> {(choose.Chance(50) ? $"new K{index}(w)" : $"new K{index}(w, w.i) {{ Auto = w.p }}")}.Go(w);");
    }

    string Rowed(string row, string text)
    {
        rows.Add(row);
        return text;
    }
}
