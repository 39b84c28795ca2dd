namespace Fuzz.Generate;

/// <summary>
/// Puts a method into a class of the model. Where the model is another assembly, nothing can be added to its classes, and the method stands in one that derives from
/// it: what it stores to is inherited.
/// </summary>
sealed class Hosts(int index, bool isApart)
{
    const string OwnMembers = "public int own; public S ownS; public string ownText; public Z ownZ; internal int ownProp { get; set; }";

    static readonly Dictionary<string, string> overrides = new()
    {
        ["Z"] = "public override int Virtual(int n) { own = base.Virtual(n); f += own; M.C(0); ownS.X = f--; return g; }",
        ["Vis"] = """
            protected override void Put(ref int a, int n) { base.Put(ref a, n); own = a; PutText(ref ownText); base.Put(ref both, own); }
            protected internal override int Turn(int n) { Guarded = base.Turn(n); M.PutS(ref guardedS, ownS); return guarded++; }
            """,
    };

    /// <param name="type">With its type parameters.</param>
    internal string Declare(string type, string method) => isApart
        ? $"public partial class {Name(type)} : {type} {{ {OwnMembers} {overrides.GetValueOrDefault(type)} {method} }}\n"
        : $"partial class {type} {{ {method} }}\n";

    /// <summary>The class that has the method.</summary>
    /// <param name="type">With type arguments.</param>
    internal string Name(string type) => isApart ? $"K{index}{Arguments(type)}" : type;

    /// <summary>An object to call the method on.</summary>
    /// <param name="type">With type arguments.</param>
    /// <param name="known">Where the world has one.</param>
    internal string Instance(string type, string known) => isApart ? $"M.Own(w, new {Name(type)}())" : known;

    /// <summary>What the method knows as its own.</summary>
    internal IEnumerable<Variable> This(string type)
    {
        yield return new Variable("this", type, IsWritable: false);
        if (isApart)
            yield return new Variable("this", "Own", IsWritable: false);
    }

    static string Arguments(string type) => type.Contains('<', StringComparison.Ordinal) ? type[type.IndexOf('<', StringComparison.Ordinal)..] : "";
}
