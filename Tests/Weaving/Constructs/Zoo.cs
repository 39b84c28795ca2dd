using Microsoft.CodeAnalysis;
using Replicated.Fody;

namespace Replicated.Tests.Weaving.Constructs;

/// <summary>AssemblyToProcess, compiled and woven once for all tests of a configuration.</summary>
sealed record Zoo(CompiledSample Before, CompiledSample After, WeavingResult Result)
{
    const string Folder = "AssemblyToProcess";

    static readonly Lazy<Zoo> debug = new(() => Weave(OptimizationLevel.Debug));
    static readonly Lazy<Zoo> release = new(() => Weave(OptimizationLevel.Release));

    internal static Zoo Of(OptimizationLevel optimization) => (optimization == OptimizationLevel.Debug ? debug : release).Value;

    static Zoo Weave(OptimizationLevel optimization)
    {
        var before = SampleCompiler.CompileFolder(Folder, optimization);
        var (result, after) = SampleWeaver.Weave(before, "<Replicated Writers=\"Synchronized\" />");
        Assert.That(result.Succeeded, string.Join('\n', result.Diagnostics.Select(diagnostic => diagnostic.ToCanonicalLine(""))));
        return new Zoo(before, after, result);
    }
}
