using System.Text.RegularExpressions;

namespace Replicated.Fody.Diagnostics;

/// <summary>
/// Where the sources are that symbols name. A build that is to be the same on every machine calls their folders otherwise
/// (<c>/_/Bank.cs</c>), and neither a reader nor an .editorconfig would find them under that name.
/// </summary>
/// <param name="text">The compiler's PathMap: <c>folder=name,folder=name</c>, with commas and equals signs of a path doubled.</param>
internal sealed class PathMap(string text)
{
    static readonly Regex mapping = new("(?<folder>([^,=]|,,|==)+)=(?<name>([^,=]|,,|==)+)(,|$)", RegexOptions.ExplicitCapture);

    readonly IReadOnlyList<(string Folder, string Name)> folders =
    [
        .. mapping.Matches(text).Cast<Match>().Select(match => (FolderOf(match.Groups["folder"].Value), FolderOf(match.Groups["name"].Value))),
    ];

    /// <summary>The files that a document can be, the likeliest first; none where it is not called otherwise. Of two folders that are called the same the one that has the file.</summary>
    internal IReadOnlyList<string> FilesOf(string document) =>
    [
        .. folders.Where(folder => document.StartsWith(folder.Name, StringComparison.Ordinal))
            .Select(folder => Path.Combine(folder.Folder, document.Substring(folder.Name.Length)))
            .OrderByDescending(File.Exists),
    ];

    static string FolderOf(string path) => path.Replace(",,", ",").Replace("==", "=").TrimEnd('/', '\\') + (path.Contains('\\') ? '\\' : '/');
}
