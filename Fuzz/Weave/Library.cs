using Microsoft.CodeAnalysis;

namespace Fuzz.Weave;

/// <summary>The model as an assembly of its own, woven before the methods that refer to it.</summary>
/// <param name="compiled">What runs beside the unwoven twins.</param>
/// <param name="woven">What runs beside woven methods.</param>
sealed class Library(Binary compiled, Binary woven)
{
    internal const string Name = "Model";

    internal Binary Compiled => compiled;

    internal Binary Woven => woven;

    /// <summary>What methods compile against: as in a build, what was woven.</summary>
    internal MetadataReference Reference { get; } = MetadataReference.CreateFromImage(woven.Assembly);

    internal static Library Build(IReadOnlyList<SyntaxTree> model, bool debug)
    {
        var compiled = Compiler.CompileLibrary(model, debug);
        using var weaver = new Weaver(null);
        var (woven, errors) = weaver.Weave(compiled);
        return new Library(compiled, woven ?? throw new InvalidOperationException($"the model itself is refused: {errors[0].ToCanonicalLine("")}"));
    }
}
