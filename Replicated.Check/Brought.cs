using Replicated.Audit;

namespace Replicated.Check;

/// <summary>The assemblies that a build brings together.</summary>
internal sealed class Brought : IDisposable
{
    readonly Dictionary<string, AssemblyFacts> facts = [];

    /// <summary>Files by the names of the assemblies in them, read where one is looked for that is not among the facts.</summary>
    readonly Lazy<Dictionary<string, string>> platform;

    /// <param name="files">Any files; what is no managed assembly is left out. Of two with one name the first counts.</param>
    /// <param name="platform">Assemblies that tell what a type of the platform is, and are not looked at themselves.</param>
    internal Brought(IEnumerable<string> files, IEnumerable<string> platform)
    {
        foreach (string file in files.Where(File.Exists))
        {
            if (FactsReader.Read(file) is { } found)
                facts.TryAdd(found.Name, found);
        }
        this.platform = new(() => platform.Where(File.Exists).Select(FactsReader.Read).OfType<AssemblyFacts>().DistinctBy(found => found.Name).ToDictionary(found => found.Name, found => found.File));
        Opened = new AssemblySet(Open);
    }

    internal IEnumerable<AssemblyFacts> All => facts.Values;

    internal AssemblySet Opened { get; }

    internal AssemblyFacts? Find(string name) => facts.GetValueOrDefault(name);

    /// <summary>The woven assemblies that an assembly refers to.</summary>
    internal IEnumerable<AssemblyFacts> WovenReferencesOf(AssemblyFacts assembly) => assembly.References.Select(Find).OfType<AssemblyFacts>().Where(reference => reference.IsWoven);

    public void Dispose() => Opened.Dispose();

    AuditedAssembly? Open(string name) =>
        facts.TryGetValue(name, out var found) ? AuditedAssembly.Open(found.File)
        : platform.Value.TryGetValue(name, out string? file) ? AuditedAssembly.Open(file)
        : null;
}
