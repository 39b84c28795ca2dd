using Microsoft.CodeAnalysis;

namespace Fuzz.Weave;

/// <summary>What a user's build compiles against: the platform's reference assemblies, and our runtime.</summary>
static class ReferencePack
{
    static readonly Dictionary<string, string> files = Directory.GetFiles(Find(), "*.dll").Append(typeof(Replicated.ReplicatedAttribute).Assembly.Location)
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file));

    internal static IReadOnlyList<MetadataReference> All { get; } = [.. files.Values.Select(file => MetadataReference.CreateFromFile(file))];

    internal static string? FileOf(string assembly) => files.GetValueOrDefault(assembly);

    static string Find()
    {
        string shared = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string packs = Path.GetFullPath(Path.Combine(shared, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref"));
        return Directory.GetDirectories(packs, $"{Environment.Version.Major}.*")
            .Select(version => Path.Combine(version, "ref", $"net{Environment.Version.Major}.0"))
            .Last(Directory.Exists);
    }
}
