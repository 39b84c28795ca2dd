using Microsoft.CodeAnalysis;

namespace Replicated.Tests.Weaving;

/// <summary>What samples are compiled against, as in a user's build: the platform's reference assemblies, not those that run.</summary>
static class ReferencePack
{
    static readonly Lazy<IReadOnlyDictionary<string, string>> files = new(() =>
        Directory.GetFiles(Find(), "*.dll").ToDictionary(file => Path.GetFileNameWithoutExtension(file)));

    internal static string RuntimeFile { get; } = typeof(ReplicatedAttribute).Assembly.Location;

    /// <summary>What a project gets with the runtime: its contracts are marked with attributes of these.</summary>
    static readonly string[] withRuntime = [typeof(ProtoBuf.ProtoContractAttribute).Assembly.Location, typeof(ProtoBuf.Serializer).Assembly.Location];

    internal static string? FileOf(string assembly) =>
        assembly == "Replicated.Runtime" ? RuntimeFile
        : withRuntime.FirstOrDefault(file => Path.GetFileNameWithoutExtension(file) == assembly) is { } brought ? brought
        : files.Value.TryGetValue(assembly, out string? file) ? file : null;

    internal static IEnumerable<string> Files => files.Value.Values;

    internal static IEnumerable<MetadataReference> MetadataReferences { get; } =
        [.. files.Value.Values.Append(RuntimeFile).Concat(withRuntime.Distinct()).Select(file => MetadataReference.CreateFromFile(file))];

    static string Find()
    {
        string shared = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string packs = Path.GetFullPath(Path.Combine(shared, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref"));
        return Directory.GetDirectories(packs, $"{Environment.Version.Major}.*")
            .Select(version => Path.Combine(version, "ref", $"net{Environment.Version.Major}.0"))
            .Last(Directory.Exists);
    }
}
