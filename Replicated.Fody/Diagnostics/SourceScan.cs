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

    internal static Place? Of(TypeDefinition type, string? member = null)
    {
        string? file = DocumentOf(type)?.Url;
        if (file == null || !File.Exists(file))
            return file == null ? null : new Place(file, 1, 1, 1, 1);
        string[] lines = File.ReadAllLines(file);
        string name = Regex.Replace(type.Name, "`\\d+$", "");
        int declaration = Array.FindIndex(lines, line => Regex.IsMatch(line, $@"\b(class|struct|record)\s+{Regex.Escape(name)}\b"));
        int found = member == null || declaration < 0
            ? declaration
            : Array.FindIndex(lines, declaration, line => Regex.IsMatch(line, $@"\b{Regex.Escape(member)}\b"));
        int number = Math.Max(found < 0 ? declaration : found, 0) + 1;
        return new Place(file, number, 1, number, lines[number - 1].Length + 1);
    }

    static Document? DocumentOf(TypeDefinition type)
    {
        if (!type.HasCustomDebugInformations)
            return type.DeclaringType == null ? null : DocumentOf(type.DeclaringType);
        var rows = type.CustomDebugInformations.OfType<BinaryCustomDebugInformation>().FirstOrDefault(info => info.Identifier == typeDefinitionDocuments)?.Data;
        if (rows == null || rows.Length == 0 || rows[0] >= 0x80)
            return null;
        return type.Module.Types.SelectMany(candidate => candidate.Methods)
            .Where(method => method.HasBody)
            .SelectMany(method => method.DebugInformation.SequencePoints)
            .Select(point => point.Document)
            .FirstOrDefault(document => document.MetadataToken.RID == rows[0]);
    }
}
