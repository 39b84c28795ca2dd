using System.Xml.Linq;
using Replicated.Fody.Diagnostics;

namespace Replicated.Fody.Find;

/// <summary>Reads the element of FodyWeavers.xml; whatever it does not know is an error, so that a typo is not a silent loss.</summary>
internal static class SettingsReader
{
    static readonly string[] known = ["Include", "Exclude", "Compare", "Prefix", "Writers"];

    static readonly char[] separators = [',', ';', '|', '\n', '\r'];

    internal static Settings Read(XElement configuration, DiagnosticBag diagnostics)
    {
        foreach (var attribute in configuration.Attributes().Where(attribute => !known.Contains(attribute.Name.LocalName)))
            ReportUnknown("attribute", attribute.Name.LocalName, diagnostics);
        foreach (var element in configuration.Elements())
            ReportUnknown("element", element.Name.LocalName, diagnostics);
        return new Settings(
            (string?)configuration.Attribute("Prefix") ?? Settings.DefaultPrefix,
            Patterns((string?)configuration.Attribute("Include")),
            Patterns((string?)configuration.Attribute("Exclude")),
            Patterns((string?)configuration.Attribute("Compare")),
            AreWritersSynchronized((string?)configuration.Attribute("Writers"), diagnostics));
    }

    static void ReportUnknown(string kind, string name, DiagnosticBag diagnostics)
    {
        string? meant = Spelling.Nearest(name, known);
        string question = meant == null ? "" : $" (did you mean the attribute '{meant}'?)";
        diagnostics.Report(Rules.UnknownSetting, null, kind, name, question, string.Join(", ", known));
    }

    static bool AreWritersSynchronized(string? text, DiagnosticBag diagnostics)
    {
        if (text is not (null or "Racing" or "Synchronized"))
            diagnostics.Report(Rules.UnknownWriters, null, text);
        return text == "Synchronized";
    }

    static IReadOnlyList<NamePattern> Patterns(string? text) =>
        [.. (text ?? "").Split(separators).Select(part => part.Trim()).Where(part => part.Length > 0).Select(part => new NamePattern(part))];
}
