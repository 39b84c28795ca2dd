namespace Fuzz.Generate;

/// <summary>
/// Puts a method into a class of the model. Where the model is another assembly, nothing can be added to its classes, and the method stands in one that derives from
/// it, or from another that does: what it stores to is inherited.
/// </summary>
sealed class Hosts(int index, ModelPlace model)
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

    bool IsApart => model != ModelPlace.Here;

    /// <param name="type">With its type parameters.</param>
    internal string Declare(string type, string method) => IsApart
        ? $"public partial class {Name(type)} : {Base(type)} {{ {OwnMembers} {Overrides(type)} {method} }}\n"
        : $"partial class {type} {{ {method} }}\n";

    /// <summary>The class that has the method.</summary>
    /// <param name="type">With type arguments.</param>
    internal string Name(string type) => IsApart ? $"K{index}{Arguments(type)}" : type;

    /// <summary>An object to call the method on.</summary>
    /// <param name="type">With type arguments.</param>
    /// <param name="known">Where the world has one.</param>
    internal string Instance(string type, string known) => IsApart ? $"M.Own(w, new {Name(type)}())" : known;

    /// <summary>What the method knows as its own.</summary>
    internal IEnumerable<Variable> This(string type)
    {
        yield return new Variable("this", type, IsWritable: false);
        if (IsApart)
            yield return new Variable("this", "Own", IsWritable: false);
        if (model == ModelPlace.Chained)
            yield return new Variable("this", "Between", IsWritable: false);
    }

    /// <summary>What a class of the batch's own derives from to be one of the model.</summary>
    internal string Base(string type) => model == ModelPlace.Chained ? "Between" + type : type;

    /// <summary>Who is no friend sees nothing of what is also internal, and overrides as what is left; so does who derives from such a one.</summary>
    string Overrides(string type)
    {
        string text = overrides.GetValueOrDefault(type, "");
        if (model is ModelPlace.Stranger or ModelPlace.Chained)
            text = text.Replace("protected internal", "protected", StringComparison.Ordinal);
        return model == ModelPlace.Stranger ? text.Replace("both", "guarded", StringComparison.Ordinal) : text;
    }

    static string Arguments(string type) => type.Contains('<', StringComparison.Ordinal) ? type[type.IndexOf('<', StringComparison.Ordinal)..] : "";
}
