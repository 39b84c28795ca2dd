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
            ReportUnknown("attribute", attribute, attribute.Name.LocalName, diagnostics);
        foreach (var element in configuration.Elements())
            ReportUnknown("element", element, element.Name.LocalName, diagnostics);
        return new Settings(
            (string?)configuration.Attribute("Prefix") ?? Settings.DefaultPrefix,
            configuration.Attribute("Prefix") is { } prefix ? XmlPlaces.Of(prefix) : null,
            Patterns(configuration.Attribute("Include")),
            Patterns(configuration.Attribute("Exclude")),
            Patterns(configuration.Attribute("Compare")),
            AreWritersSynchronized(configuration.Attribute("Writers"), diagnostics));
    }

    static void ReportUnknown(string kind, XObject at, string name, DiagnosticBag diagnostics)
    {
        string? meant = Spelling.Nearest(name, known);
        string question = meant == null ? "" : $" (did you mean the attribute '{meant}'?)";
        diagnostics.Report(Rules.UnknownSetting, XmlPlaces.Of(at), kind, name, question, string.Join(", ", known));
    }

    static bool AreWritersSynchronized(XAttribute? writers, DiagnosticBag diagnostics)
    {
        if (writers is { Value: not ("Racing" or "Synchronized") })
            diagnostics.Report(Rules.UnknownWriters, XmlPlaces.Of(writers), writers.Value);
        return writers?.Value == "Synchronized";
    }

    static IReadOnlyList<NamePattern> Patterns(XAttribute? patterns) => patterns == null
        ? []
        : [.. patterns.Value.Split(separators).Select(part => part.Trim()).Where(part => part.Length > 0).Select(part => new NamePattern(part, XmlPlaces.Of(patterns)))];
}
