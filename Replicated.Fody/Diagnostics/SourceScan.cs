using System.Globalization;
using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Replicated.Fody.Diagnostics;

/// <summary>
/// The place of a type that has no code of its own and so no sequence points: the symbols name its document, the text of the document
/// shows the line.
/// </summary>
internal static class SourceScan
{
    static readonly Guid typeDefinitionDocuments = new("932e74bc-dba9-4478-8d46-0f32a7bab3d3");

    /// <summary><c>#line 20 "Page.razor"</c>, <c>#line (20,5)-(20,56) 8 "Page.razor"</c>, <c>#line default</c>.</summary>
    static readonly Regex lineDirective = new(
        "^\\s*#\\s*line\\s+(default|(?<number>\\d{1,8})|\\((?<number>\\d{1,8}),[^\"]*)\\s*(\"(?<file>[^\"]+)\")?", RegexOptions.ExplicitCapture);

    internal static Place? Of(TypeDefinition type, string? member = null) =>
        FilesOf(type).Select(file => Scan(file, type, member)).FirstOrDefault(place => place != null);

    /// <summary>The declaration of a type that stands last above, or at, a line of it.</summary>
    internal static Place? Above(Place place, TypeDefinition type)
    {
        if (!File.Exists(place.File))
            return null;
        string[] lines = File.ReadAllLines(place.File);
        int last = Math.Min(place.Line, lines.Length) - 1;
        int declaration = last < 0 ? -1 : Array.FindLastIndex(lines, last, Declares(type));
        return declaration < 0 ? null : Whole(place.File, lines, declaration);
    }

    static Place? Scan(string file, TypeDefinition type, string? member)
    {
        if (!File.Exists(file))
            return null;
        string[] lines = File.ReadAllLines(file);
        int declaration = Array.FindIndex(lines, Declares(type));
        if (declaration < 0)
            return null;
        int found = member == null ? declaration : Array.FindIndex(lines, declaration, line => Regex.IsMatch(line, $@"\b{Regex.Escape(member)}\b"));
        return Whole(file, lines, Math.Max(found, declaration));
    }

    static Predicate<string> Declares(TypeDefinition type)
    {
        string name = Regex.Replace(type.Name, "`\\d+$", "");
        var declaration = new Regex($@"^(?!\s*//).*\b(class|struct|record)\s+{Regex.Escape(name)}\b");
        return declaration.IsMatch;
    }

    /// <summary>A line, where a <c>#line</c> above it says that it stands for its author.</summary>
    static Place Whole(string file, string[] lines, int line)
    {
        var (shown, number) = (file, line + 1);
        for (int i = 0; i < line; i++)
        {
            if (lineDirective.Match(lines[i]) is not { Success: true } directive)
                continue;
            bool maps = directive.Groups["number"].Success;
            number = maps ? int.Parse(directive.Groups["number"].Value, CultureInfo.InvariantCulture) + line - i - 1 : line + 1;
            shown = !maps ? file : directive.Groups["file"].Success ? Path.Combine(Path.GetDirectoryName(file)!, directive.Groups["file"].Value) : shown;
        }
        return new(shown, number, 1, number, lines[line].Length + 1);
    }

    /// <summary>The documents that the symbols name for the type or its methods, else the files beside all documents.</summary>
    static IEnumerable<string> FilesOf(TypeDefinition type)
    {
        var documents = type.Module.Types.SelectMany(DocumentsOf).Distinct().ToList();
        var own = DocumentsOf(type).Concat(documents.Where(document => document.MetadataToken.RID == RowOf(type))).Select(document => SourcePaths.Of(type.Module, document.Url));
        var beside = documents.Select(document => Path.GetDirectoryName(SourcePaths.Of(type.Module, document.Url)))
            .Distinct()
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.GetFiles(folder, "*.cs").OrderBy(file => file, StringComparer.Ordinal));
        return own.Concat(beside).Distinct();
    }

    static IEnumerable<Document> DocumentsOf(TypeDefinition type) => type.Methods
        .Where(method => method.HasBody)
        .SelectMany(method => method.DebugInformation.SequencePoints)
        .Select(point => point.Document)
        .Distinct();

    /// <summary>The row of the first document that declares the type; types whose methods show it have none.</summary>
    static uint RowOf(TypeDefinition type)
    {
        var rows = type.HasCustomDebugInformations
            ? type.CustomDebugInformations.OfType<BinaryCustomDebugInformation>().FirstOrDefault(info => info.Identifier == typeDefinitionDocuments)?.Data
            : null;
        return rows == null || rows.Length == 0 || rows[0] >= 0x80 ? 0u : rows[0];
    }
}
