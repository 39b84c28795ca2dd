using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Fuzz.Weave;

/// <summary>Compiles methods together with the model, or each by itself, in memory.</summary>
static class Compiler
{
    /// <summary>The file that the methods are in, as diagnostics name it.</summary>
    internal const string MethodsFile = "Methods.cs";

    const string Usings = """
        global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;
        global using System.Runtime.CompilerServices; global using System.Runtime.InteropServices; global using Replicated;
        """;

    static readonly CSharpParseOptions language = new(LanguageVersion.CSharp14);

    static readonly SyntaxTree usings = Parse(Usings, "Usings.cs");

    static readonly Dictionary<bool, CSharpCompilation> empty = new[] { true, false }.ToDictionary(debug => debug, debug => CSharpCompilation.Create(
        "Batch",
        [usings],
        ReferencePack.All,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: debug ? OptimizationLevel.Debug : OptimizationLevel.Release,
            allowUnsafe: true,
            deterministic: true,
            warningLevel: 0,
            nullableContextOptions: NullableContextOptions.Annotations)));

    internal static SyntaxTree Parse(string source, string file) => CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), language, file);

    /// <summary>Compiles; or says at which lines of the methods an error is.</summary>
    /// <param name="model">Compiled with the methods where no library has it.</param>
    internal static (Binary? Binary, IReadOnlyList<(int Line, string Text)> Errors) Compile(IReadOnlyList<SyntaxTree> model, IReadOnlyList<Library> libraries, string methods, bool debug)
    {
        var text = Parse(methods, MethodsFile);
        return Emit(libraries.Count == 0 ? empty[debug].AddSyntaxTrees([.. model, text]) : empty[debug].AddReferences(libraries.Select(library => library.Reference)).AddSyntaxTrees(text));
    }

    /// <summary>Compiles an assembly with a name of its own.</summary>
    internal static (Binary? Binary, IReadOnlyList<(int Line, string Text)> Errors) Compile(IReadOnlyList<SyntaxTree> model, string assembly, string text, bool debug) =>
        Emit(empty[debug].WithAssemblyName(assembly).AddSyntaxTrees([.. model, Parse(text, MethodsFile)]));

    internal static Binary CompileLibrary(string name, IReadOnlyList<SyntaxTree> files, IReadOnlyList<Library> references, bool debug)
    {
        var (binary, errors) = Emit(empty[debug].WithAssemblyName(name).AddReferences(references.Select(library => library.Reference)).AddSyntaxTrees(files));
        return binary ?? throw new InvalidOperationException($"{name} itself is no C#: {errors[0].Text}");
    }

    static (Binary? Binary, IReadOnlyList<(int Line, string Text)> Errors) Emit(CSharpCompilation compilation)
    {
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(assembly, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        var errors = result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        return errors.Count == 0
            ? (new Binary(assembly.ToArray(), symbols.ToArray()), [])
            : (null, [.. errors.Select(error => (LineOf(error), $"{error.Id} {error.GetMessage(null)} at {error.Location.GetLineSpan()}"))]);
    }

    /// <summary>From 1; 0 where the error is not in the methods.</summary>
    static int LineOf(Diagnostic error)
    {
        var span = error.Location.GetLineSpan();
        return span.Path == MethodsFile ? span.StartLinePosition.Line + 1 : 0;
    }
}
