using System.Xml.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody;
using Replicated.Fody.Diagnostics;

namespace Fuzz.Weave;

/// <summary>Weaves in memory.</summary>
sealed class Weaver : IAssemblyResolver
{
    readonly Dictionary<string, AssemblyDefinition?> known = [];
    readonly XElement configuration;

    /// <param name="libraries">What is referred to beside the platform and our runtime.</param>
    /// <param name="writers">What the configuration says of the program's threads.</param>
    internal Weaver(IReadOnlyList<Library> libraries, string writers = "Synchronized")
    {
        configuration = new("Replicated", new XAttribute("Writers", writers));
        foreach (var library in libraries)
            known.Add(library.Name, AssemblyDefinition.ReadAssembly(new MemoryStream(library.Woven.Assembly), new ReaderParameters { AssemblyResolver = this }));
    }

    /// <summary>The woven assembly; or null, and the errors say why.</summary>
    internal (Binary? Woven, IReadOnlyList<Diagnostic> Errors) Weave(Binary compiled) => Weave(compiled, out _);

    /// <param name="report">What a user's build keeps of it, line by line.</param>
    internal (Binary? Woven, IReadOnlyList<Diagnostic> Errors) Weave(Binary compiled, out IReadOnlyList<string> report)
    {
        using var module = ModuleDefinition.ReadModule(new MemoryStream(compiled.Assembly), new ReaderParameters
        {
            AssemblyResolver = this,
            ReadSymbols = true,
            SymbolReaderProvider = new PortablePdbReaderProvider(),
            SymbolStream = new MemoryStream(compiled.Symbols),
        });
        var result = Weaving.Weave(module, configuration);
        report = [.. result.Report?.Lines ?? []];
        if (!result.Succeeded)
            return (null, [.. result.Diagnostics.Where(diagnostic => diagnostic.Rule.Severity == Severity.Error)]);
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        module.Write(assembly, new WriterParameters { WriteSymbols = true, SymbolWriterProvider = new PortablePdbWriterProvider(), SymbolStream = symbols, DeterministicMvid = true });
        return (new Binary(assembly.ToArray(), symbols.ToArray()), []);
    }

    public AssemblyDefinition? Resolve(AssemblyNameReference name)
    {
        if (!known.TryGetValue(name.Name, out var assembly))
            known.Add(name.Name, assembly = ReferencePack.FileOf(name.Name) is { } file ? AssemblyDefinition.ReadAssembly(file, new ReaderParameters { AssemblyResolver = this }) : null);
        return assembly;
    }

    public AssemblyDefinition? Resolve(AssemblyNameReference name, ReaderParameters parameters) => Resolve(name);

    public void Dispose()
    {
        foreach (var assembly in known.Values)
            assembly?.Dispose();
    }
}
