using System.Globalization;

namespace Fuzz.Generate;

/// <summary>Writes expressions of a wanted type.</summary>
sealed class Expressions
{
    const int DepthMax = 3;

    static readonly string[] types =
    [
        "int", "int", "int", "int", "long", "string", "string", "S", "S", "T", "int?", "Tup", "Z", "bool", "decimal", "byte", "E", "P2", "double", "S?", "DateTime", "int[]", "short", "char",
        "Guid", "Int128", "Deep", "RO", "Packed", "uint", "ulong", "sbyte", "ushort", "float", "Half", "TimeSpan", "DateOnly", "object", "Over",
    ];

    static readonly HashSet<string> fromInt = ["long", "byte", "sbyte", "short", "ushort", "uint", "ulong", "char", "float", "double", "decimal", "Int128", "Half"];

    readonly Draft draft;
    readonly Chooser choose;
    int depth;

    internal Expressions(Draft draft)
    {
        this.draft = draft;
        choose = draft.Choose;
        Places = new Places(draft, this);
    }

    internal Places Places { get; }

    internal bool IsDeep => depth >= DepthMax;

    /// <summary>A type that something can be stored to in every method.</summary>
    internal string AnyType() => draft.IsGeneric && choose.Chance(25) ? "V" : choose.Of(types);

    internal string Int() => Of("int");

    /// <summary>An expression of a type.</summary>
    internal string Of(string type)
    {
        if (IsDeep)
            return Leaf(type);
        depth++;
        string text = choose.Below(10) switch
        {
            0 => Leaf(type),
            1 or 2 => Places.Find(type, addressable: false) ?? Leaf(type),
            3 => $"({Condition()} ? {Of(type)} : {Of(type)})",
            4 => $"M.C<{Members.Spell(type)}>({Of(type)})",
            _ => Composed(type),
        };
        depth--;
        return text;
    }

    internal string Condition()
    {
        if (IsDeep)
            return choose.Text(() => $"({Leaf("int")} > {Leaf("int")})", () => "(p > 2)");
        depth++;
        string text = choose.Text(
            () => $"({Int()} > {Int()})",
            () => $"({Of("string")} == {Of("string")})",
            () => $"({Of("Z")} is {{ f: > 2 }})",
            () => $"({Of("int?")}).HasValue",
            () => $"({Condition()} && {Condition()})",
            () => $"({Condition()} || {Of("bool")})",
            () => $"({Int()} is 1 or 2 or > 7)");
        depth--;
        return text;
    }

    internal string Leaf(string type) => type switch
    {
        "int" => choose.Text(() => "p", () => "i", () => choose.Below(9).ToString(CultureInfo.InvariantCulture), () => "z.f"),
        "bool" => choose.Text(() => "true", () => "(p > 3)", () => "z.flag"),
        "string" => choose.Text(() => "((string)null)", () => $"\"t{choose.Below(9)}\"", () => "q", () => "z.text"),
        "S" => choose.Text(() => "default(S)", () => "new S(p, 2)", () => "z.s"),
        "T" => "new T { U = i }",
        "int?" => choose.Text(() => "(int?)null", () => "(int?)p"),
        "S?" => choose.Text(() => "(S?)null", () => "(S?)new S(i, 1)"),
        "Z" => choose.Text(() => "z", () => "y", () => "z.next"),
        "object" => choose.Text(() => "(object)p", () => "(object)q", () => "(object)z", () => "((object)null)"),
        "Over" => "new Over { A = i }",
        "IList<int>" => choose.Text(() => "((IList<int>)z.list)", () => "((IList<int>)z.arr)", () => "((IList<int>)null)"),
        "Action<int>" => choose.Text(() => "((Action<int>)ob.Add)", () => "((Action<int>)M.Handler)", () => "((Action<int>)null)"),
        "V" => choose.Text(() => "default(V)", () => "vv"),
        "E" => "(E)(p & 3)",
        "Tup" => "(p, q)",
        "Inner" => "(3L, z.s)",
        "Deep" => "(p, (4L, z.s))",
        "P2" => "new P2(p, 3)",
        "RO" => "new RO(i, q)",
        "Packed" => "new Packed { A = 3, B = p }",
        "int[]" => choose.Text(() => "new int[4]", () => "new[] { 1, 2, p, i }", () => "((int[])[4, 3, 2, 1])"),
        "DateTime" => "new DateTime(2020, 1, 1).AddDays(p)",
        "Guid" => "new Guid(p, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)",
        "TimeSpan" => "new TimeSpan(p)",
        "DateOnly" => "DateOnly.FromDayNumber(p & 0xff)",
        _ when fromInt.Contains(type) => $"unchecked(({type})p)",
        _ => $"default({Members.Spell(type)})",
    };

    string Composed(string type) => type switch
    {
        _ when fromInt.Contains(type) => $"unchecked(({type})({Int()}))",
        "int" => ComposedInt(),
        "bool" => Condition(),
        "string" => choose.Text(() => $"$\"{{({Int()})}}x{{({Of("string")})}}\"", () => $"({Of("string")} ?? {Of("string")})", () => $"({Int()}).ToString()", () => $"M.Cut({Of("string")} + {Of("string")})"),
        "S" => ComposedStruct(),
        "T" => $"new T {{ U = {Int()}, W = {Int()} }}",
        "int?" => $"(int?)({Int()})",
        "S?" => $"(S?)({Of("S")})",
        "Z" => ComposedObject(),
        "E" => $"(E)(({Int()}) & 3)",
        "Tup" => $"({Int()}, {Of("string")})",
        "object" => $"(object)({Of(choose.Of<string>(["int", "string", "S", "Z"]))})",
        "Over" => $"new Over {{ B = {Of("uint")} }}",
        "Deep" => $"({Int()}, (2L, {Of("S")}))",
        "P2" => choose.Text(() => $"new P2({Int()}, {Int()})", () => $"({Of("P2")} with {{ A = {Int()} }})"),
        _ => Leaf(type),
    };

    string ComposedStruct() => choose.Text(
        () => $"new S({Int()}, {Int()})",
        () => $"({Of("S")} + {Int()})",
        () => $"({Of("S")} - {Of("S")})",
        () => $"({Of("S")} with {{ X = {Int()} }})",
        () => $"new S {{ X = {Int()}, T = {{ U = {Int()} }} }}",
        () => $"({Of("S")}).Turned()");

    string ComposedObject()
    {
        switch (choose.Below(4))
        {
            case 0:
                draft.Row("10", "11", "75");
                return $"new Z {{ f = {Int()}, Init = {Int()}, InitF = {Int()}, s = {{ X = {Int()} }}, next = {Leaf("Z")} }}";
            case 1:
                return $"new D {{ extra = {Int()}, P = {Int()} }}";
            case 2:
                return $"{Places.Root("Z")}.Change({Int()})";
            default:
                return Places.Root("Z");
        }
    }

    string ComposedInt() => choose.Below(14) switch
    {
        0 => $"({Int()} {choose.Of<string>(["+", "-", "^", "&", "|"])} {Int()})",
        1 => $"({Int()} % M.C(p + 1))",
        2 => $"({Int()} switch {{ 0 => {Int()}, 1 => {Int()}, > 5 and < 90 => {Int()}, _ => {Int()} }})",
        3 => $"({Places.Of("int", addressable: false)} = {Int()})",
        4 => $"{Places.Of("int", addressable: false)}++",
        5 => Reading("44", $"{Places.Root("Z")}.s.Sum()"),
        6 => InArgument(Places.Find("int", addressable: true) ?? "z.f"),
        7 => $"({Of("string")}?.Length ?? {Int()})",
        8 => $"M.Between({Int()}, ref {Places.Of("int", addressable: true)}, {Int()})",
        9 => $"({Of("int?")} ?? {Int()})",
        10 => $"{Places.Root("Z")}.arr[({Int()}) & 3]",
        11 => $"({Places.Of("int", addressable: false)} += {Int()})",
        12 => Reading("46", $"({Places.Root("Z")}.s.T.U + {Places.Root("Z")}.tup.A + {Places.Root("Z")}.ro.Twice())"),
        _ => $"{Places.Root("Z")}.Virtual({Int()})",
    };

    string InArgument(string place) => Places.Rowed("53", $"(M.In({(choose.Chance(50) ? "in " : "")}{place}){(choose.Chance(30) && draft.MayRefer ? $" + M.InWritten(in {place}, p)" : "")})", place);

    string Reading(string row, string text)
    {
        draft.Row(row);
        return text;
    }
}
