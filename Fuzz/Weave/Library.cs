using Microsoft.CodeAnalysis;

namespace Fuzz.Weave;

/// <summary>An assembly that is woven before the methods that refer to it.</summary>
/// <param name="Compiled">What runs beside the unwoven twins.</param>
/// <param name="Woven">What runs beside woven methods.</param>
sealed record Library(string Name, Binary Compiled, Binary Woven)
{
    const string Model = "Model";
    const string Between = "Between";

    /// <summary>Says that the methods may name what is internal.</summary>
    const string FriendAttribute = "[assembly: InternalsVisibleTo(\"Batch\")]";

    /// <summary>What methods compile against: as in a build, what was woven.</summary>
    internal MetadataReference Reference { get; } = MetadataReference.CreateFromImage(Woven.Assembly);

    /// <summary>The assemblies that methods refer to; the model first, if it is one.</summary>
    internal static IReadOnlyList<Library> Build(IReadOnlyDictionary<string, string> model, IReadOnlyDictionary<string, string> between, BatchSetup setup)
    {
        switch (setup.Model)
        {
            case ModelPlace.Here:
                return [];
            case ModelPlace.Stranger:
                return [Build(Model, Hidden(model), [], setup.IsDebug)];
            case ModelPlace.Chained:
                var first = Build(Model, model, [], setup.IsDebug);
                return [first, Build(Between, between, [first], setup.IsDebug)];
            default:
                return [Build(Model, model, [], setup.IsDebug)];
        }
    }

    static Dictionary<string, string> Hidden(IReadOnlyDictionary<string, string> model)
    {
        var hidden = model.ToDictionary(file => file.Key, file => file.Value.Replace(FriendAttribute, "", StringComparison.Ordinal));
        return hidden.Values.SequenceEqual(model.Values) ? throw new InvalidOperationException("the model says to nobody that its internal members may be named") : hidden;
    }

    static Library Build(string name, IReadOnlyDictionary<string, string> files, IReadOnlyList<Library> references, bool debug)
    {
        var compiled = Compiler.CompileLibrary(name, [.. files.Select(file => Compiler.Parse(file.Value, file.Key + ".cs"))], references, debug);
        using var weaver = new Weaver(references);
        var (woven, errors) = weaver.Weave(compiled);
        return new Library(name, compiled, woven ?? throw new InvalidOperationException($"{name} itself is refused: {errors[0].ToCanonicalLine("")}"));
    }
}
