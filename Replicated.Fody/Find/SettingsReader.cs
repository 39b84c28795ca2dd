using System.Xml.Linq;
using Replicated.Fody.Diagnostics;

namespace Replicated.Fody.Find;

/// <summary>Reads the element of FodyWeavers.xml; whatever it does not know is an error, so that a typo is not a silent loss.</summary>
internal static class SettingsReader
{
    static readonly char[] separators = [',', ';', '|', '\n', '\r'];

    internal static Settings Read(XElement configuration, DiagnosticBag diagnostics)
    {
        foreach (var attribute in configuration.Attributes().Where(attribute => !IsKnown(attribute.Name.LocalName)))
            diagnostics.Report(Rules.UnknownSetting, null, "attribute", attribute.Name.LocalName);
        foreach (var element in configuration.Elements())
            diagnostics.Report(Rules.UnknownSetting, null, "element", element.Name.LocalName);
        return new Settings(
            (string?)configuration.Attribute("Prefix") ?? Settings.DefaultPrefix,
            Patterns((string?)configuration.Attribute("Include")),
            Patterns((string?)configuration.Attribute("Exclude")),
            AreWritersSynchronized((string?)configuration.Attribute("Writers"), diagnostics));
    }

    static bool IsKnown(string name) => name is "Include" or "Exclude" or "Prefix" or "Writers";

    static bool AreWritersSynchronized(string? text, DiagnosticBag diagnostics)
    {
        if (text is not (null or "Racing" or "Synchronized"))
            diagnostics.Report(Rules.UnknownWriters, null, text);
        return text == "Synchronized";
    }

    static IReadOnlyList<NamePattern> Patterns(string? text) =>
        [.. (text ?? "").Split(separators).Select(part => part.Trim()).Where(part => part.Length > 0).Select(part => new NamePattern(part))];
}
