using Microsoft.CodeAnalysis;

namespace Replicated.Tests.Weaving;

/// <summary>What samples are compiled against, as in a user's build: the platform's reference assemblies, not those that run.</summary>
static class ReferencePack
{
    static readonly Lazy<IReadOnlyDictionary<string, string>> files = new(() =>
        Directory.GetFiles(Find(), "*.dll").ToDictionary(file => Path.GetFileNameWithoutExtension(file)));

    internal static string RuntimeFile { get; } = typeof(ReplicatedAttribute).Assembly.Location;

    internal static string? FileOf(string assembly) =>
        assembly == "Replicated.Runtime" ? RuntimeFile : files.Value.TryGetValue(assembly, out string? file) ? file : null;

    internal static IEnumerable<string> Files => files.Value.Values;

    internal static IEnumerable<MetadataReference> MetadataReferences { get; } =
        [.. files.Value.Values.Append(RuntimeFile).Select(file => MetadataReference.CreateFromFile(file))];

    static string Find()
    {
        string shared = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string packs = Path.GetFullPath(Path.Combine(shared, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref"));
        return Directory.GetDirectories(packs, $"{Environment.Version.Major}.*")
            .Select(version => Path.Combine(version, "ref", $"net{Environment.Version.Major}.0"))
            .Last(Directory.Exists);
    }
}
