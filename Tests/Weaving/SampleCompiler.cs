using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Replicated.Tests.Weaving;

/// <summary>Compiles samples in memory.</summary>
static class SampleCompiler
{
    const string Usings = "global using System; global using System.Collections.Generic; global using System.Threading; global using System.Threading.Tasks; global using Replicated;";

    /// <summary>What the compiler calls when the runtime suspends methods may still change.</summary>
    const string NotFinal = "SYSLIB5007";

    static readonly CSharpParseOptions language = new(LanguageVersion.CSharp14);

    static readonly CSharpParseOptions suspending = language.WithLanguageVersion(LanguageVersion.Preview).WithFeatures([new("runtime-async", "on")]);

    /// <summary>Where the sources are.</summary>
    internal static string Folder { get; } = Path.Combine(Path.GetTempPath(), "replicated-samples");

    internal static CompiledSample Compile(string source, OptimizationLevel optimization = OptimizationLevel.Release, string name = "Sample", params CompiledSample[] references) =>
        Compile(Write(source, name), source, optimization, name, references);

    /// <summary>Compiles as a build with a PathMap does: the symbols call the folder of the sources otherwise.</summary>
    internal static CompiledSample CompileCalled(string folder, string source, params CompiledSample[] references) =>
        Compile(folder + Path.GetFileName(Write(source, "Sample")), source, OptimizationLevel.Release, "Sample", references);

    /// <summary>Kept until the sample is woven where the symbols alone do not give a line: see CompiledSample.</summary>
    static string Write(string source, string name)
    {
        string file = Path.Combine(Folder, $"{name}-{Guid.NewGuid():N}.cs");
        Directory.CreateDirectory(Folder);
        File.WriteAllText(file, source);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(file);
        return file;
    }

    /// <summary>Compiles async methods without state machines: the runtime suspends them.</summary>
    internal static CompiledSample CompileSuspended(string source, OptimizationLevel optimization)
    {
        const string usings = "global using System.Linq;\n" + Usings;
        return Emit([CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), suspending, "Sample.cs"), CSharpSyntaxTree.ParseText(SourceText.From(usings, Encoding.UTF8), suspending, "Usings.cs")], optimization, "Sample", []);
    }

    /// <summary>Compiles the files that the build weaves, as they are on disk.</summary>
    /// <param name="more">A source that is compiled with them.</param>
    internal static CompiledSample CompileFolder(string folder, OptimizationLevel optimization, string more = "")
    {
        string root = House.Repository.Path(folder);
        string[] files = [.. Directory.GetFiles(root, "*.cs").Concat(Directory.GetFiles(Path.Combine(root, "Types"), "*.cs")).Order(StringComparer.Ordinal)];
        SyntaxTree[] trees = [.. files.Select(file => Parse(file, File.ReadAllText(file)))];
        return Emit([.. trees, Parse("Usings.cs", Usings), .. more.Length == 0 ? [] : new[] { Parse("More.cs", more) }], optimization, folder, []);
    }

    static CompiledSample Compile(string file, string source, OptimizationLevel optimization, string name, CompiledSample[] references) =>
        Emit([Parse(file, source), Parse("Usings.cs", Usings)], optimization, name, references);

    static SyntaxTree Parse(string file, string source) => CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), language, file);

    static CompiledSample Emit(SyntaxTree[] trees, OptimizationLevel optimization, string name, CompiledSample[] references)
    {
        var compilation = CSharpCompilation.Create(
            name,
            trees,
            ReferencePack.MetadataReferences.Concat(references.Select(reference => MetadataReference.CreateFromImage(reference.Assembly))),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: optimization, allowUnsafe: true, deterministic: true, nullableContextOptions: NullableContextOptions.Enable, specificDiagnosticOptions: [new(NotFinal, ReportDiagnostic.Suppress)]));
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(assembly, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        Assert.That(result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty, "the sample must compile");
        return new CompiledSample(name, assembly.ToArray(), symbols.ToArray());
    }
}
