namespace Fuzz.Generate;

/// <summary>The members of the model that methods read and write, and those of structs within them.</summary>
static class Members
{
    const int DepthMax = 4;

    // A name with ! is a property, which has no address.
    static readonly Dictionary<string, string> declared = new()
    {
        ["Z"] = """
            int f g f2 P! Fk! v Touched!; long l; byte b8; sbyte i8; short i16; ushort u16; uint u32; ulong u64; char c; bool flag vb; double d; float d4; string text vs Fs!; decimal money;
            E e; int? nul; DateTime when; Guid id; Tup tup; S s; T t; S? ns; P2 p2; RO ro; Packed packed; Int128 large; Half half; TimeSpan span; DateOnly day; Deep deep;
            Z next other; int[] arr; S PS!
            """,
        ["D"] = "int extra f; S ds; string dtext; T? dnt",
        ["Marked"] = "int marked unmarked; S markedS unmarkedS; string Text!",
        ["KBase"] = "int k1; S ks",
        ["Rec"] = "int Mut! set",
        ["Req"] = "int c; string B!",
        ["G<int>"] = "int val second Pv! count; S gs; G<int> gnext",
        ["G<string>"] = "string val second Pv!; int count; S gs; G<string> gnext",
        ["G<S>"] = "S val second Pv!; int count; S gs; G<S> gnext",
        ["G<V>"] = "V val second Pv!; int count; S gs; G<V> gnext",
        ["O"] = "int count; Over over; object any; IList<int> items; Action<int> act",
        ["Vis"] = "int open inside either Get! InsideP!; S openS insideS eitherS; string insideText; Z insideZ; G<S> insideG",
        ["VisWithin"] = "int guarded both either Get! Guarded!; S guardedS bothS eitherS; string guardedText; Z guardedZ; G<int> guardedG",
        ["Vis.Nested"] = "int n inside; S part",
        ["Kept"] = "int seen; S whole",
        ["Between"] = "int between betweenInside BetweenP!; S betweenS; string betweenText",
        ["Local"] = "int n; S part; string text; Z held",
        ["Own"] = "int own ownProp!; S ownS; string ownText; Z ownZ",
        ["S"] = "int X Y P!; T T; string N; int? Q",
        ["T"] = "int U; long W",
        ["P2"] = "int A!; long B!",
        ["Tup"] = "int A; string B",
        ["Deep"] = "int A; Inner D",
        ["Inner"] = "long B; S C",
        ["Packed"] = "byte A; long B",
        ["Over"] = "int A; uint B; byte C",
    };

    static readonly HashSet<string> structs = ["S", "T", "P2", "Tup", "Deep", "Inner", "Packed", "Over"];

    static readonly HashSet<string> classes = ["Z", "D", "Marked", "KBase", "Rec", "Req", "O", "G<int>", "G<string>", "G<S>", "G<V>", "Vis", "VisWithin", "Vis.Nested", "Kept", "Own", "Local", "Between"];

    /// <summary>What only friends of the model's assembly can name.</summary>
    static readonly HashSet<string> hidden = ["inside", "InsideP", "insideS", "insideText", "insideZ", "insideG", "both", "bothS"];

    /// <summary>What others can name only where they derive from it.</summary>
    static readonly HashSet<string> inherited = ["Get", "either", "eitherS"];

    static readonly Dictionary<string, ILookup<string, Member>> paths = classes.Concat(structs).ToDictionary(
        type => type,
        type => PathsOf(type, 0).ToLookup(path => path.Type));

    /// <summary>The type as C# writes it.</summary>
    internal static string Spell(string type) => type switch { "Tup" => "(int A, string B)", "Deep" => "(int A, (long B, S C) D)", "Inner" => "(long B, S C)", _ => type };

    internal static bool IsClass(string type) => classes.Contains(type);

    internal static bool HasMembers(string type) => paths.ContainsKey(type);

    /// <summary>The ways from a variable of a type to members of another, inherited ones included.</summary>
    /// <param name="seesInternal">Whether what is internal can be named.</param>
    internal static IReadOnlyList<Member> From(string owner, string type, bool addressable, bool seesInternal)
    {
        return [.. paths[owner][type].Where(IsFound), .. owner == "D" ? paths["Z"][type].Where(IsFound) : []];

        bool IsFound(Member member) => (member.HasAddress || !addressable) && (seesInternal || !IsHidden(owner, member.Path.Split('.')[0]));
    }

    static bool IsHidden(string owner, string name) => owner.StartsWith("Vis", StringComparison.Ordinal) && (hidden.Contains(name) || (owner == "Vis" && inherited.Contains(name)));

    static IEnumerable<Member> PathsOf(string owner, int depth)
    {
        if (depth == DepthMax)
            yield break;
        foreach (var member in Declared(owner))
        {
            yield return member;
            if (!structs.Contains(member.Type) || !member.HasAddress)
                continue;
            foreach (var inner in PathsOf(member.Type, depth + 1))
                yield return inner with { Path = $"{member.Path}.{inner.Path}" };
        }
    }

    static IEnumerable<Member> Declared(string owner) =>
        from line in declared[owner].Split(';')
        let words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        from name in words.Skip(1)
        select new Member(name.TrimEnd('!'), words[0], !name.EndsWith('!'));
}
