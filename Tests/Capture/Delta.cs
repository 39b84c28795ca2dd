using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Replicated.Tests.Weaving;

namespace Replicated.Tests.Capture;

/// <summary>A change of one method of an assembly that is loaded already, as a hot reload makes it: the compiler's, against what is on disk.</summary>
internal static class Delta
{
    /// <param name="assembly">The woven assembly, which the change is based on.</param>
    /// <param name="source">The text that the method's type was compiled from.</param>
    /// <param name="body">What stands in the method.</param>
    /// <param name="changed">What shall stand there.</param>
    /// <param name="folder">Gets the files <c>metadata</c>, <c>il</c> and <c>pdb</c>.</param>
    internal static void Write(string assembly, string source, string method, string body, string changed, string folder)
    {
        Assert.That(source, Does.Contain(body));
        var before = Compile(assembly, source);
        var after = Compile(assembly, source.Replace(body, changed, StringComparison.Ordinal));
        using var image = new PEReader(File.OpenRead(assembly));
        using var module = ModuleMetadata.CreateFromImage(image.GetEntireImage().GetContent());
        var baseline = EmitBaseline.CreateInitialBaseline(before, module, _ => default, handle => LocalsOf(image, handle), hasPortableDebugInformation: true);
        using var metadata = File.Create(Path.Combine(folder, "metadata"));
        using var il = File.Create(Path.Combine(folder, "il"));
        using var pdb = File.Create(Path.Combine(folder, "pdb"));
        var edit = new SemanticEdit(SemanticEditKind.Update, Method(before, method), Method(after, method));
        var emitted = after.EmitDifference(baseline, [edit], _ => false, metadata, il, pdb);
        Assert.That(emitted.Diagnostics, Is.Empty);
        Assert.That(emitted.Success, Is.True);
    }

    static CSharpCompilation Compile(string assembly, string source) => CSharpCompilation.Create(
        Path.GetFileNameWithoutExtension(assembly),
        [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp14))],
        ReferencePack.MetadataReferences,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Debug, nullableContextOptions: NullableContextOptions.Enable));

    static ISymbol Method(CSharpCompilation compilation, string name) => compilation.GetSymbolsWithName(name, SymbolFilter.Member).Single();

    static StandaloneSignatureHandle LocalsOf(PEReader image, MethodDefinitionHandle handle)
    {
        int address = image.GetMetadataReader().GetMethodDefinition(handle).RelativeVirtualAddress;
        return address == 0 ? default : image.GetMethodBody(address).LocalSignature;
    }
}
