using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Fuzz.Generate;

namespace Fuzz.Collections;

/// <summary>
/// Writes a random class: two types of collections, two members of each, and statements that hand the collections about inside the class and
/// beyond, and change them. How much of that is out of the weaver's sight is drawn for each class: of some it sees every change, of others little.
/// </summary>
sealed partial class CollectionWriter
{
    const int WaysMax = 14;
    const int DepthMax = 3;

    static readonly string[] visibilities = ["", "", "", "private ", "internal ", "public ", "protected internal "];
    static readonly int[] oddities = [0, 0, 1, 3, 6, 15, 40];

    /// <summary>Expressions that lead to a collection, and that the weaver may well follow. V is the type, M a member of it, O the other, L a new name, C the class.</summary>
    static readonly string[] followed =
    [
        "this.M", "Get_M", "Of_M()", "other.M", "(other?.M)", "(n > 2 ? M : O)", "(M ?? O)", "(n switch { 1 => M, 2 => O, 3 => other.M, _ => M })", "Pass_V(M)", "Pass_V(Pass_V(O))", "(M is { } L ? L : O)", "(O = M)", "(M ??= NEW)", "Friend_M.Of(this)",
        "new C().M", "((C)MemberwiseClone()).M", "Inside_M()", "(other ?? this).M", "Statically_V(this)", "Deferred_V(M)", "(n > 3 ? Pass_V(M) : Of_O())",
    ];

    /// <summary>Expressions that lead there by ways on which it may lose sight.</summary>
    static readonly string[] odd =
    [
        "((V)(object)M)", "(Give_M(out V L) ? L : O)", "Hook.Same(M)", "new Holder { held_V = M }.held_V", "H.held_V", "(H.held_V = M)", "(aside_V ??= M)", "(aside_V = M)", "(kept_V ??= M)", "(kept_V = M)", "(M, 1).Item1", "new[] { M, O }[n & 1]", "new List<V> { M }[0]", "Enumerable.Repeat(M, 1).First()", "Task.FromResult(M).Result",
        "Each_M().First()", "Later_M().GetAwaiter().GetResult()", "Unsafe.As<V>(M)", "Volatile.Read(ref M)", "Interlocked.CompareExchange(ref M, null, null)", "((Func<V>)(() => M))()", "((Func<V, V>)(one => one))(M)", "new Func<V>(Of_M)()", "new KeyValuePair<int, V>(1, M).Value", "new Lazy<V>(() => M).Value", "new { M }.M",
        "new Wrapped<V>(M).Value", "new Wrapped<V>(M).Get()", "new Carry_V(M).Held", "((V)new Shelf(M).All[0])", "Virtually_M()", "((IHas_C)this).Has_V()", "(M as System.Collections.IEnumerable as V)", "Hook.Of(new WeakReference<V>(M))", "((V)typeof(C).GetMethod(\"Of_M\").Invoke(this, null))", "((V)((dynamic)this).Of_M())", "Through_V(ref M)",
        "ValueTask.FromResult(O).Result", "new Stack<V>([M]).Peek()", "(getter_V ??= () => M)()", "Made_V(() => M)", "Query_V().First()", "new Dictionary<int, V> { [1] = M }[1]", "Tuple.Create(M).Item1", "new List<V>([M]).Find(one => one != null)", "new C { M = O }.M", "(getter_V = Of_M)()", "((M, O) is var (L, _) ? L : null)", "new ThreadLocal<V>(() => M).Value", "Recalled_V(M)", "Recalled_V(NEW)", "Tupled_V(M)", "Referred_V(M)", "Assigned_V(M)",
    ];

    readonly int index;
    readonly Chooser choose;
    readonly int oddPercent;

    /// <summary>Of many classes only one thing is out of sight, so that nothing else is the reason why it is.</summary>
    readonly IReadOnlyList<string> oddPaths;
    readonly bool isOne;
    readonly StringBuilder body = new();
    readonly List<Local> locals = [];
    readonly Kind[] kinds;
    readonly HashSet<string> properties;
    int names;
    int depth;

    CollectionWriter(int seed, int index)
    {
        this.index = index;
        choose = new Chooser(unchecked((seed * (int)2654435761) ^ ((index + 1) * 40503) ^ (index << 16)));
        oddPercent = choose.Of(oddities);
        isOne = choose.Chance(50);
        oddPaths = isOne ? [index % 2 == 0 ? choose.Of(odd) : "M"] : odd;
        if (isOne)
            oddPercent = 25;
        int first = choose.Below(Shape.All.Count);
        int second = (first + 1 + choose.Below(Shape.All.Count - 1)) % Shape.All.Count;
        // Names of their own: what is reached by its name in one class is not watched in any.
        kinds = [new(Shape.All[first], [$"a{index}", $"b{index}"]), new(Shape.All[second], [$"c{index}", $"d{index}"])];
        properties = [.. kinds.SelectMany(kind => kind.Members).Where(_ => choose.Chance(30))];
    }

    internal static CollectionClass Write(int seed, int index) => new CollectionWriter(seed, index).Write();

    CollectionClass Write()
    {
        int ways = 4 + choose.Below(WaysMax - 3);
        var cases = new StringBuilder();
        for (int way = 0; way < ways; way++)
        {
            body.Clear();
            locals.Clear();
            Statements(4);
            cases.Append(CultureInfo.InvariantCulture, $"            case {way}: {{ {body}break; }}\n");
        }
        string text = Members(cases.ToString()) + $$"""
                public string Do(int way, int n)
                {
                    try
                    {
                        switch (way)
                        {
            {{cases}}
                        }
                        return "" + n;
                    }
                    catch (Exception fault) when (fault is NullReferenceException or ArgumentException or DivideByZeroException or InvalidOperationException or IndexOutOfRangeException or KeyNotFoundException or InvalidCastException or NotSupportedException or System.Reflection.TargetInvocationException or AggregateException) { return fault.GetType().Name; }
                }
            }

            """ + string.Concat(kinds.Select(kind => kind.Shape.Declares));
        return new CollectionClass(index, ClassNames().Replace(text, word => word.Value == "C" ? $"C{index}" : word.Value[..^2] + index), ways, kinds.SelectMany(kind => kind.Members, (kind, member) => (kind, member)).ToDictionary(pair => pair.member, pair => pair.kind.Type));
    }

    /// <summary>What a class declares; of what only helps, what the ways use.</summary>
    string Members(string ways)
    {
        bool isSealed = choose.Chance(30);
        var helpers = new List<(string Name, string Text)> { ("recalled", "[NotReplicated(\"an alias\")] List<object> recalled;"), ("H", "[NotReplicated(\"an alias\")] Holder h; Holder H => h ??= new();"), ("Holder", $"sealed class Holder {{ {string.Concat(kinds.Select(kind => $"public {kind.Type} held_{kind.Id}; "))}}}") };
        var text = new StringBuilder();
        bool has = kinds.Any(kind => ways.Contains("Has_" + kind.Id, StringComparison.Ordinal));
        if (has)
            text.Append(CultureInfo.InvariantCulture, $"interface IHas_C {{ {string.Concat(kinds.Select(kind => $"{kind.Type} Has_{kind.Id}(); "))}}}\n");
        text.Append(CultureInfo.InvariantCulture, $"[Replicated] public {(isSealed ? "sealed " : "")}class C{(has ? " : IHas_C" : "")}\n{{\n    public C other; int count;\n");
        foreach (var kind in kinds)
        {
            foreach (string member in kind.Members)
            {
                text.Append(CultureInfo.InvariantCulture, $"    {Member(kind, member, isSealed)}\n");
                helpers.AddRange(HelpersOf(kind.Type, member, isSealed));
            }
            string own = choose.Of(kind.Members);
            if (has)
                text.Append(CultureInfo.InvariantCulture, $"    {kind.Type} IHas_C.Has_{kind.Id}() => {own};\n");
            helpers.AddRange(HelpersOf(kind, own));
        }
        foreach (var (name, helper) in Used(helpers, ways))
            text.Append(CultureInfo.InvariantCulture, $"    {helper}\n");
        return text.ToString();
    }

    static IEnumerable<(string Name, string Text)> Used(List<(string Name, string Text)> helpers, string text)
    {
        var used = helpers.FindAll(helper => BatchText.Names(text, helper.Name));
        return used.Count == 0 ? [] : [.. used, .. Used(helpers.FindAll(helper => !used.Contains(helper)), string.Concat(used.Select(helper => helper.Text)))];
    }

    string Member(Kind kind, string member, bool isSealed)
    {
        string visibility = choose.Of(visibilities);
        if (isSealed)
            visibility = visibility.Replace("protected ", "", StringComparison.Ordinal);
        string value = choose.Chance(85) ? $" = {Made(kind)};" : "";
        return $"{visibility}{kind.Type} {member}{(properties.Contains(member) ? $" {{ get; set; }}{value}" : value.Length == 0 ? ";" : value)}";
    }

    IEnumerable<(string Name, string Text)> HelpersOf(string type, string member, bool isSealed) =>
    [
        ($"Get_{member}", $"internal {type} Get_{member} {{ get => {member}; set => {member} = value; }}"),
        ($"Of_{member}", $"{(choose.Chance(20) ? "public " : "")}{type} Of_{member}() => {member};"),
        ($"Inside_{member}", $"{type} Inside_{member}() {{ return In(); {type} In() => {member}; }}"),
        ($"Each_{member}", $"IEnumerable<{type}> Each_{member}() {{ yield return {member}; }}"),
        ($"Later_{member}", $"async Task<{type}> Later_{member}() {{ await Task.CompletedTask; return {member}; }}"),
        ($"Virtually_{member}", $"{(isSealed ? "" : "protected virtual ")}{type} Virtually_{member}() => {member};"),
        ($"Friend_{member}", $"static class Friend_{member} {{ internal static {type} Of(C one) => one.{member}; }}"),
        ($"Give_{member}", $"bool Give_{member}(out {type} given) {{ given = {member}; return true; }}"),
    ];

    /// <param name="own">The member that those which need one use.</param>
    IEnumerable<(string Name, string Text)> HelpersOf(Kind kind, string own)
    {
        var (type, id) = (kind.Type, kind.Id);
        return
        [
            ($"aside_{id}", $"[NotReplicated(\"an alias\")] {type} aside_{id};"),
            ($"kept_{id}", $"static {type} kept_{id};"),
            ($"getter_{id}", $"[NotReplicated(\"an alias\")] Func<{type}> getter_{id};"),
            ($"Pass_{id}", $"static {type} Pass_{id}({type} given) => given;"),
            ($"Take_{id}", $"void Take_{id}({type} given, int n) {{ {{ {Fill(choose.Of(kind.Shape.Changes), "given", own)} }} Hook.Now(0); {{ {Fill(choose.Of(kind.Shape.Changes), "given", own)} }} }}"),
            ($"Store_{id}", $"void Store_{id}({type} given) => {own} = given;"),
            ($"Recalled_{id}", $"{type} Recalled_{id}({type} given) {{ foreach (object one in recalled ??= []) if (one is {type} known) return known; recalled.Add(given); return given; }}"),
            ($"Tupled_{id}", $"static {type} Tupled_{id}({type} given) {{ ({type} Held, int) both = default; both.Held = given; return both.Held; }}"),
            ($"Referred_{id}", $"static {type} Referred_{id}({type} given) {{ ref var at = ref given; return at; }}"),
            ($"Assigned_{id}", $"static {type} Assigned_{id}({type} given) {{ {type} held = null; Hook.Put(ref held, given); return held; }}"),
            ($"Through_{id}", $"static {type} Through_{id}(ref {type} given) => given;"),
            ($"Made_{id}", $"{type} Made_{id}(Func<{type}> given) => given();"),
            ($"Query_{id}", $"IEnumerable<{type}> Query_{id}() => from one in new[] {{ {kind.Members[0]}, {kind.Members[1]} }} where one != null select one;"),
            ($"Deferred_{id}", $"{type} Deferred_{id}({type} given) {{ for (int at = 0; at < 2; at++) given = at == 1 ? given : Pass_{id}(given); return given; }}"),
            ($"Carry_{id}", $"struct Carry_{id}({type} held) {{ public {type} Held = held; }}"),
            ($"Statically_{id}", $"static {type} Statically_{id}(C one) => one.{own};"),
        ];
    }

    void Statements(int most)
    {
        for (int count = 1 + choose.Below(most); count > 0; count--)
            Statement();
    }

    void Statement()
    {
        depth++;
        var kind = choose.Of(kinds);
        switch (choose.Below(depth > DepthMax ? 14 : 22))
        {
            case <= 6: Change(kind); break;
            case 7: Line($"{Place(kind)} = {(choose.Chance(50) ? Made(kind) : Source(kind))};"); break;
            case 8:
                string source = Source(kind);
                Line($"var {Declare(kind)} = {source};{(choose.Chance(50) ? " Hook.Now(0);" : "")}");
                break;
            case 9: Line($"Take_{kind.Id}({Source(kind)}, {Number()});"); break;
            case 10: Line($"Store_{kind.Id}({(choose.Chance(30) ? Made(kind) : Source(kind))});"); break;
            case 11: Line("Hook.Now(0);"); break;
            case 12: Line($"({Place(kind)}, {Place(kind)}) = ({Source(kind)}, {Source(kind)});"); break;
            case 13: Line("other ??= new C();"); break;
            case 14: Block($"if (n > {choose.Below(6)})"); break;
            case 15: Block($"for (int {Name()} = 0; count < 3; count++)"); break;
            case 16: Block($"lock ({choose.Of(kind.Members)})"); break;
            case 17: Block("try", "finally { count++; Hook.Now(1); }"); break;
            case 18 when oddPercent > 0 && !isOne:
                string items = $"{Source(kind)}, {Source(kind)}";
                Block($"foreach (var {Name()} in new[] {{ {items} }})", kind: kind);
                break;
            case 19: Closure(); break;
            case 20:
                string matched = Source(kind);
                Block($"if ({matched} is {{ }} {Name()})", kind: kind);
                break;
            default: Line($"n += {Source(kind)} == {Source(kind)} ? 1 : 0;"); break;
        }
        depth--;
    }

    void Change(Kind kind)
    {
        string change = choose.Of(choose.Chance(oddPercent) ? Detours(kind) : kind.Shape.Changes);
        string other = choose.Of(kind.Members);
        // What is assigned has to be a place.
        if (change.Contains("X = ", StringComparison.Ordinal))
        {
            Line($"{{ {Fill(change, Place(kind), other)} }}");
            return;
        }
        string target = Source(kind);
        if (target.Length > 12 && change.Count(letter => letter == 'X') > 1)
        {
            Line($"var {Declare(kind)} = {target};");
            target = locals[^1].Name;
        }
        Line($"{{ {Fill(change, target, other)} }}");
    }

    /// <param name="kind">Where the head ends with the name of a collection of the kind, which only the block knows.</param>
    void Block(string head, string tail = "", Kind? kind = null)
    {
        int known = locals.Count;
        if (kind != null)
            locals.Add(new Local($"v{names - 1}", kind, IsWritable: false));
        Line(head + " {");
        Statements(2);
        Line("}" + tail);
        locals.RemoveRange(known, locals.Count - known);
    }

    void Closure()
    {
        string name = Name();
        if (choose.Chance(50))
            Block($"Action {name} = () =>", ";");
        else
            Block($"void {name}()");
        Line($"{name}(); Hook.Now(0);{(choose.Chance(50) ? $" {name}();" : "")}");
    }

    /// <summary>Something that can be assigned.</summary>
    string Place(Kind kind)
    {
        string member = choose.Of(kind.Members);
        var near = locals.Where(local => local.Kind == kind && local.IsWritable).ToList();
        return choose.Below(10) switch
        {
            0 => "other." + member,
            1 => "Get_" + member,
            2 when near.Count > 0 => choose.Of(near).Name,
            3 when !isOne && choose.Chance(oddPercent) => choose.Of<string>(["H.held_", "aside_", "kept_"]) + kind.Id,
            _ => member,
        };
    }

    string Source(Kind kind)
    {
        var near = locals.Where(local => local.Kind == kind).ToList();
        if (near.Count > 0 && choose.Chance(45))
            return choose.Of(near).Name;
        string member = choose.Of(kind.Members);
        string path = choose.Chance(oddPercent) ? choose.Of(oddPaths) : choose.Chance(35) ? choose.Of(followed) : "M";
        if (properties.Contains(member) && path.Contains("ref M", StringComparison.Ordinal))
            path = "M";
        string name = path.Contains('L', StringComparison.Ordinal) ? Name() : "";
        string other = kind.Members[1 - Array.IndexOf(kind.Members, member)];
        return PathNames().Replace(path, word => word.Value switch
        {
            "M" => member,
            "O" => other,
            "V" => kind.Type,
            "L" => name,
            "NEW" => Made(kind),
            _ => word.Value[..^1] + (word.Value[^1] == 'M' ? member : word.Value[^1] == 'O' ? other : kind.Id),
        });
    }

    string[] Detours(Kind kind) => isOne && index % 2 == 0 ? kind.Shape.Changes : isOne ? [kind.Shape.Detours[index % kind.Shape.Detours.Length]] : kind.Shape.Detours;

    string Made(Kind kind) => Fill(kind.Shape.Make, "", "");

    string Number() => choose.Chance(30) ? "Hook.Now(n)" : choose.Below(12).ToString(CultureInfo.InvariantCulture);

    /// <summary>Puts collections, numbers and texts where a text has letters for them.</summary>
    string Fill(string text, string target, string other) => Letters().Replace(text, letter => letter.Value switch
    {
        "X" => target,
        "Y" => other,
        "N" => target.Length == 0 ? choose.Below(12).ToString(CultureInfo.InvariantCulture) : Number(),
        _ => $"\"{choose.Of<string>(["a", "b", "c", "dd", "e"])}\"",
    });

    string Declare(Kind kind)
    {
        locals.Add(new Local(Name(), kind, IsWritable: true));
        return locals[^1].Name;
    }

    string Name() => $"v{names++}";

    void Line(string text) => body.Append(text).Append(' ');

    [GeneratedRegex(@"\b(C|\w+_C)\b")]
    private static partial Regex ClassNames();

    [GeneratedRegex(@"\b(M|O|V|L|NEW|\w+_[MOV])\b")]
    private static partial Regex PathNames();

    [GeneratedRegex(@"\b[XYNT]\b")]
    private static partial Regex Letters();

    sealed record Kind(Shape Shape, string[] Members)
    {
        internal string Type => Shape.Type;

        internal string Id { get; } = new([.. Shape.Type.Where(char.IsLetterOrDigit), .. Shape.Type.EndsWith(']') ? "Array" + new string('D', Shape.Type.Count(letter => letter == ',')) : ""]);
    }

    sealed record Local(string Name, Kind Kind, bool IsWritable);
}
