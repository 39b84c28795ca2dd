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
    readonly XElement configuration = new("Replicated", new XAttribute("Writers", "Synchronized"));

    /// <param name="library">What is referred to beside the platform and our runtime, if anything.</param>
    internal Weaver(Library? library)
    {
        if (library != null)
            known.Add(Library.Name, AssemblyDefinition.ReadAssembly(new MemoryStream(library.Woven.Assembly), new ReaderParameters { AssemblyResolver = this }));
    }

    /// <summary>The woven assembly; or null, and the errors say why.</summary>
    internal (Binary? Woven, IReadOnlyList<Diagnostic> Errors) Weave(Binary compiled)
    {
        using var module = ModuleDefinition.ReadModule(new MemoryStream(compiled.Assembly), new ReaderParameters
        {
            AssemblyResolver = this,
            ReadSymbols = true,
            SymbolReaderProvider = new PortablePdbReaderProvider(),
            SymbolStream = new MemoryStream(compiled.Symbols),
        });
        var result = Weaving.Weave(module, configuration);
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
