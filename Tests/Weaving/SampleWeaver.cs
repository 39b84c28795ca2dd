using System.Xml.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody;
using Replicated.Fody.Diagnostics;
using Replicated.Fody.Find;

namespace Replicated.Tests.Weaving;

/// <summary>Weaves compiled samples in memory.</summary>
static class SampleWeaver
{
    const string DefaultConfiguration = "<Replicated />";

    internal static (WeavingResult Result, CompiledSample Woven) Weave(CompiledSample sample, string configuration = DefaultConfiguration, params CompiledSample[] references) =>
        Weave(sample, null, configuration, references);

    /// <param name="severities">What a project says of diagnostics.</param>
    internal static (WeavingResult Result, CompiledSample Woven) Weave(CompiledSample sample, Severities? severities, string configuration = DefaultConfiguration, params CompiledSample[] references)
    {
        using var resolver = new Resolver(references);
        using var module = Read(sample, resolver);
        var result = Replicated.Fody.Weaving.Weave(module, XElement.Parse(configuration), severities == null ? null : new BuildOptions("", severities, null, "c1", [], []));
        return (result, result.Succeeded ? Write(module, sample.Name) : sample);
    }

    /// <summary>A project that says nothing but what its configuration is called.</summary>
    internal static BuildOptions BuildOf(string configurationName, params LaterWeaver[] laterWeavers) =>
        new("", new Severities([], [], [], treatWarningsAsErrors: false, "", []), null, configurationName, laterWeavers, []);

    internal static ModuleDefinition Read(CompiledSample sample, IAssemblyResolver resolver) => ModuleDefinition.ReadModule(
        new MemoryStream(sample.Assembly),
        new ReaderParameters
        {
            AssemblyResolver = resolver,
            ReadSymbols = true,
            SymbolReaderProvider = new PortablePdbReaderProvider(),
            SymbolStream = new MemoryStream(sample.Symbols),
        });

    internal static CompiledSample Write(ModuleDefinition module, string name)
    {
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        module.Write(assembly, new WriterParameters { WriteSymbols = true, SymbolWriterProvider = new PortablePdbWriterProvider(), SymbolStream = symbols, DeterministicMvid = true });
        return new CompiledSample(name, assembly.ToArray(), symbols.ToArray());
    }

    /// <summary>Finds the platform's reference assemblies, the runtime, and other samples.</summary>
    internal sealed class Resolver(params CompiledSample[] samples) : IAssemblyResolver
    {
        readonly Dictionary<string, AssemblyDefinition?> known = [];

        public AssemblyDefinition? Resolve(AssemblyNameReference name)
        {
            if (!known.TryGetValue(name.Name, out var assembly))
                known.Add(name.Name, assembly = Find(name.Name));
            return assembly;
        }

        public AssemblyDefinition? Resolve(AssemblyNameReference name, ReaderParameters parameters) => Resolve(name);

        public void Dispose()
        {
            foreach (var assembly in known.Values)
                assembly?.Dispose();
        }

        AssemblyDefinition? Find(string name)
        {
            var parameters = new ReaderParameters { AssemblyResolver = this };
            if (samples.FirstOrDefault(sample => sample.Name == name) is { } found)
                return AssemblyDefinition.ReadAssembly(new MemoryStream(found.Assembly), parameters);
            return ReferencePack.FileOf(name) is { } file ? AssemblyDefinition.ReadAssembly(file, parameters) : null;
        }
    }
}
