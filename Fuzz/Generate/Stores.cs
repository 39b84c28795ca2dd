namespace Fuzz.Generate;

/// <summary>Writes statements that store to members directly.</summary>
sealed class Stores(Draft draft, Expressions expressions)
{
    static readonly string[] numbers = ["int", "long", "decimal", "double", "byte", "short", "uint", "float"];

    readonly Chooser choose = draft.Choose;
    readonly Places places = expressions.Places;

    internal IReadOnlyList<Action> All => [Plain, Plain, Chained, Compound, Coalesce, Chosen, NullConditional, Swap, Initialiser, Same, Struct, StructMethod, Operator, Reading, Properties, Record, Generic, .. draft.IsGeneric ? [Generic, Generic] : Array.Empty<Action>()];

    void Plain()
    {
        var (place, type) = places.Any(addressable: false);
        draft.Line($"{place} = {expressions.Of(type)};");
    }

    void Chained()
    {
        var (place, type) = places.Any(addressable: false);
        string local = draft.Name("q");
        draft.Line(places.Rowed("2", $"{Members.Spell(type)} {local} = {place} = {expressions.Of(type)};", place));
        draft.Declare(new Variable(local, type));
    }

    void Compound()
    {
        string number = choose.Of(numbers);
        draft.Line(choose.Text(
            () => places.At("3", number, place => $"{place}++;", addressable: false),
            () => places.At("3", number, place => $"--{place};", addressable: false),
            () => places.At("3", number, place => $"{place} {choose.Of<string>(["+=", "-=", "*="])} {expressions.Leaf("byte")};", addressable: false),
            () => places.At("3", "int", place => $"checked {{ {place} += {expressions.Int()}; }}", addressable: false),
            () => places.At("3", "int", place => $"{place} {choose.Of<string>(["<<=", ">>=", "^=", "|=", "&=", ">>>="])} {expressions.Int()};", addressable: false),
            () => places.At("3", "string", place => $"{place} += {(place == "z.f" ? expressions.Int() : $"M.Cut({expressions.Of("string")})")};", addressable: false)));
    }

    void Coalesce()
    {
        string type = choose.Of<string>(["string", "Z", "int?", "int[]"]);
        if (places.Find(type, addressable: false) is { } place)
            draft.Line(places.Rowed("4", $"{place} ??= {expressions.Of(type == "int?" ? "int" : type)};", place));
    }

    void Chosen()
    {
        var (place, type) = places.Any(addressable: false);
        if (choose.Chance(50))
        {
            draft.Line(places.Rowed("5", $"{place} = {expressions.Condition()} ? {expressions.Of(type)} : {expressions.Of(type)};", place));
        }
        else if (choose.Chance(50))
        {
            draft.Row("6", "26");
            draft.Line($"{places.Root("Z")}.v = {expressions.Condition()} ? {expressions.Int()} : {expressions.Int()};");
        }
        else
        {
            draft.Line(places.Rowed("7", $"{place} = {expressions.Int()} switch {{ 1 => {expressions.Of(type)}, 2 => {expressions.Of(type)}, 3 => {expressions.Of(type)}, 4 => {expressions.Of(type)}, _ => {expressions.Of(type)} }};", place));
        }
    }

    void NullConditional()
    {
        draft.Row("8");
        string root = choose.Of<string>(["z", "y", "w.z", "z?.next", "y?.next?.next", "d"]);
        draft.Line(choose.Text(
            () => $"{root}?.f = {expressions.Int()};",
            () => $"{root}?.f += {expressions.Int()};",
            () => $"{root}?.next?.g = {expressions.Int()};",
            () => $"{root}?.s = {expressions.Of("S")};",
            () => $"{root}?.s.X = {expressions.Int()};",
            () => $"{root}?.text ??= {expressions.Of("string")};",
            () => $"{root}?.arr[i] = {expressions.Int()};",
            () => $"{root}?.P = {expressions.Int()};"));
    }

    void Swap()
    {
        string type = expressions.AnyType();
        draft.Line(choose.Text(
            () => places.At("9", type, first => Swapped(first, places.Find(type, addressable: false) ?? first), addressable: false),
            () => places.At("9", "S", first => $"({first}, _) = ({expressions.Of(first == "z.f" ? "int" : "S")}, {expressions.Int()});", addressable: false),
            () => places.At("9", "int", first => $"({first}, {places.Of("int", false)}) = {expressions.Of("S")};", addressable: false),
            () => places.At("9", "int", first => $"({first}, var {draft.Name("u")}) = {expressions.Of("Tup")};", addressable: false)));
    }

    static string Swapped(string first, string second) => $"({first}, {second}) = ({second}, {first});";

    void Initialiser()
    {
        draft.Row("10", "11");
        draft.Line(choose.Text(
            () => $"w.z.next = new Z {{ f = {expressions.Int()}, s = {{ X = {expressions.Int()}, T = {{ U = 4 }} }}, next = new Z {{ P = 3 }} }};",
            () => $"y.other = new D {{ f = {expressions.Int()}, ds = {{ Y = {expressions.Int()} }}, list = {{ 3, 4 }}, [2] = 7 }};",
            () => $"w.gi.gnext = new G<int> {{ val = {expressions.Int()}, gs = {{ X = 3 }}, vmap = {{ [\"k\"] = 4 }} }};"));
    }

    void Same()
    {
        var (place, _) = places.Any(addressable: true);
        draft.Line(places.Rowed("15", $"{place} = {place};", place));
    }

    void Struct()
    {
        draft.Line(choose.Text(
            () => places.At("48", "S", place => $"{place} = new S({expressions.Int()}, {expressions.Int()});"),
            () => places.At("37", "S", place => $"{place} = default;"),
            () => Rowed("37", $"{places.Root("Z")}.nul = null;"),
            () => Rowed("37", $"{places.Root("Z")}.ns = null;"),
            () => places.At("41", "S", place => $"{place}.X = {expressions.Int()};"),
            () => places.At("42", "S", place => $"{place}.T.U += {expressions.Int()};"),
            () => Rowed("79", $"{places.Root("Z")}.p2 = {places.Root("Z")}.p2 with {{ A = {expressions.Int()} }};"),
            () => Rowed("51", $"{places.Root("Z")}.deep.D.C.T.W = {expressions.Of("long")};"),
            () => places.At("52", "S", place => $"{place}.N = {expressions.Of("string")};"),
            () => Rowed("65", $"{places.Root("Z")}.structs[i].X = {expressions.Int()};")));
    }

    void StructMethod() => draft.Line(choose.Chance(75) ? places.At("43", "S", StructMethod) : choose.Text(
        () => Rowed("43", $"{places.Root("Z")}.s.T.Twice();"),
        () => Rowed("43", $"{places.Root("Z")}.p2.Add({expressions.Int()});"),
        () => $"{places.Root("Z")}.Far += {expressions.Int()};",
        () => $"{places.Root("Z")}.Reach({expressions.Int()});"));

    string StructMethod(string place) => choose.Text(
        () => $"{place}.Mutate({expressions.Int()});",
        () => $"{place}.P = {expressions.Int()};",
        () => $"{place}[i] = {expressions.Int()};",
        () => $"{place}[i] += {expressions.Int()};",
        () => $"try {{ {place}.MutateAndThrow({expressions.Int()}); }} catch (InvalidOperationException) {{ }}",
        () => places.Rowed("49", $"{place}.Reset();", place),
        () => places.Rowed("49", $"{place}.Replace({expressions.Of("S")});", place),
        () => places.Rowed("66", $"{place}.Bump({expressions.Int()});", place),
        () => places.Rowed("66", $"{place}.Wide = {expressions.Int()};", place),
        () => places.Rowed("66", $"{place}.Grow({expressions.Int()});", place));

    void Operator()
    {
        string place = places.Find("S", addressable: true) ?? "z.s";
        draft.Line(choose.Text(
            () => places.Rowed("43", $"{place} += {expressions.Int()};", place),
            () => places.Rowed("43", $"{place}++;", place),
            () => $"{place} -= {expressions.Of("S")};"));
    }

    void Reading()
    {
        string root = places.Root("Z");
        string local = draft.Name("r");
        draft.Line($"string {local} = " + choose.Text(
            () => Rowed("45", $"{root}.s.ToString() + {root}.nul.ToString() + {root}.when.Day + {root}.f.ToString()"),
            () => Rowed("44", $"\"\" + {root}.nul.HasValue + {root}.s.Sum() + {root}.f.CompareTo(i) + {root}.money.ToString()"),
            () => Rowed("47", $"\"\" + {root}.fixedS.Sum() + {root}.fixedS + {root}.fixedArr[i]"),
            () => Rowed("53", $"\"\" + M.In({root}.f) + M.In(in {root}.s.X) + M.InS({root}.s) + M.RefReadonly(ref {root}.g)"),
            () => Rowed("22", $"\"\" + Z.Constant + {root}.fixedly + {root}.GetOnly"),
            () => Rowed("46", $"\"\" + {root}.s.T.U + {root}.tup.B + {root}.deep.D.C.X + {root}.pair.Key")) + ";");
        draft.Declare(new Variable(local, "string"));
    }

    void Properties() => draft.Line(choose.Text(
        () => Rowed("40", $"{places.Root("Z")}.P += {expressions.Int()};"),
        () => Rowed("80", $"{places.Root("Z")}.Fk = {expressions.Int()};"),
        () => Rowed("80", $"{places.Root("Z")}.Fs = {expressions.Of("string")};"),
        () => Rowed("16", $"try {{ {places.Root("Z")}.Bad = {expressions.Int()}; }} catch (NotSupportedException) {{ }}"),
        () => Rowed("40", $"{places.Root("Z")}.PS = {expressions.Of("S")};"),
        () => Rowed("73", $"w.pr.Inc(); w.pr.Name({expressions.Of("string")});"),
        () => Rowed("91", $"((ITouch){places.Root("Z")}).Touch({expressions.Int()}); M.Touch({places.Root("Z")} ?? z, p);"),
        () => Rowed("18", $"Z.Statically({expressions.Int()}); Z.rsv = {expressions.Int()};"),
        () => Rowed("1", $"z.Hidden({expressions.Int()});"),
        () => Rowed("25", $"{places.Root("Z")}.fixedArr[i] = {expressions.Int()};")));

    void Record() => draft.Line(choose.Text(
        () => Rowed("78", $"w.r = r with {{ A = {expressions.Int()}, Mut = {expressions.Int()} }};"),
        () => Rowed("75", $"w.r = new Rec({expressions.Int()}, {expressions.Of("string")}) {{ S = {expressions.Of("S")} }};"),
        () => Rowed("76", $"w.q = new Req {{ A = {expressions.Int()}, B = {expressions.Of("string")}, c = {expressions.Int()} }};"),
        () => Rowed("74", $"w.z.plain = new Z {{ InitF = {expressions.Int()} }}.GetOnly;"),
        () => Rowed("82", $"w.z.next = {places.Root("Z")}.Copy(); w.z.next.f = {expressions.Int()}; w.z.next.s.X++;"),
        () => Rowed("78", $"w.r = r with {{ }}; w.r.Mut++;"),
        () => Rowed("10", $"w.k = new KBase({expressions.Int()}) {{ k1 = {expressions.Int()} }};")));

    void Generic()
    {
        if (!draft.IsGeneric || choose.Chance(30))
            draft.Line(choose.Text(
                () => Rowed("85", $"w.gi.val = {expressions.Int()};"),
                () => Rowed("86", $"var {draft.Name("n")} = new G<string>.In<long> {{ iv = {expressions.Of("string")}, iw = {expressions.Of("long")} }};"),
                () => Rowed("85", $"w.gs.val.X = {expressions.Int()};"),
                () => Rowed("85", $"w.gt.vmap.TryGetValue(\"a\", out w.gt.val);"),
                () => Rowed("85", $"w.gs.vtup.A.X = {expressions.Int()};")));
        else
            draft.Line(choose.Text(
                () => Rowed("38", $"gg.val = default(V);"),
                () => Rowed("87", $"gg.val = {expressions.Of("V")};"),
                () => Rowed("38", $"gg.vpair = default;"),
                () => Rowed("85", $"gg.vtup = ({expressions.Of("V")}, {expressions.Int()});"),
                () => Rowed("86", $"((Action)(() => {{ gg.val = vv; gg.count += p; }}))();"),
                () => Rowed("85", $"gg.vmap.TryGetValue(\"a\", out gg.val);"),
                () => Rowed("86", $"{{ var inner = new G<V>.In<int>(); inner.iv = vv; inner.iw = p; inner.ic++; gg.count = inner.ic; }}"),
                () => Rowed("18", $"Gen<V>.count += {expressions.Int()}; Gen<V>.box = gg; (Gen<V>.box?.gnext)?.val = vv; M.PutS(ref Gen<V>.part, {expressions.Of("S")});"),
                () => Rowed("45", $"w.text = gg.val + \"\" + gg.val?.ToString() + gg.vtup.A;")));
    }

    string Rowed(string row, string text)
    {
        draft.Row(row);
        return text;
    }
}
