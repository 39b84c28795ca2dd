using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Mono.Cecil;

namespace Replicated.Fody.Diagnostics;

/// <summary>
/// Where the sources are that the symbols of a module name. A build that is to be the same on every machine calls their folders otherwise
/// (<c>/_/Bank.cs</c>), and neither a reader nor an .editorconfig would find them under that name.
/// </summary>
/// <param name="pathMap">The compiler's PathMap: <c>folder=name,folder=name</c>, with commas and equals signs of a path doubled.</param>
internal sealed class SourcePaths(string pathMap)
{
    static readonly Regex mapping = new("(?<folder>([^,=]|,,|==)+)=(?<name>([^,=]|,,|==)+)(,|$)", RegexOptions.ExplicitCapture);

    /// <summary>A place is looked for by the module alone, in many steps of a weaving.</summary>
    static readonly ConditionalWeakTable<ModuleDefinition, SourcePaths> known = new();

    readonly IReadOnlyList<(string Folder, string Name)> folders =
    [
        .. mapping.Matches(pathMap).Cast<Match>().Select(match => (FolderOf(match.Groups["folder"].Value), FolderOf(match.Groups["name"].Value))),
    ];

    internal static void Set(ModuleDefinition module, SourcePaths paths)
    {
        known.Remove(module);
        known.Add(module, paths);
    }

    /// <summary>The file of a document, as far as it is known.</summary>
    internal static string Of(ModuleDefinition module, string document) => known.TryGetValue(module, out var paths) ? paths.Of(document) : document;

    /// <summary>Of two folders that are called the same the one that has the file.</summary>
    internal string Of(string document)
    {
        var files = folders.Where(folder => document.StartsWith(folder.Name, StringComparison.Ordinal))
            .Select(folder => folder.Folder + document.Substring(folder.Name.Length))
            .ToList();
        return files.Find(File.Exists) ?? files.FirstOrDefault() ?? document;
    }

    static string FolderOf(string path) => path.Replace(",,", ",").Replace("==", "=").TrimEnd('/', '\\') + (path.Contains('\\') ? '\\' : '/');
}
