using System.Globalization;

namespace Replicated.Fody.Diagnostics;

/// <param name="Severity">The rule's, or what the project has made of it.</param>
internal sealed record Diagnostic(Rule Rule, Severity Severity, Place? Place, string Text)
{
    /// <summary>The line that MSBuild reads as an error or warning with code and place; of an information it shows the line.</summary>
    /// <param name="origin">What stands in front where the place is not known.</param>
    /// <param name="helpFolder">Where the folder <c>docs</c> is.</param>
    internal string ToCanonicalLine(string origin, string helpFolder = "")
    {
        string severity = Severity switch
        {
            Severity.Error => "error",
            Severity.Warning => "warning",
            _ => "message",
        };
        return $"{PlaceOr(origin + " ")}: {severity} {Rule.Id}: {TextWithHelp(helpFolder)}";
    }

    internal string PlaceOr(string origin) => Place == null
        ? origin
        : string.Format(CultureInfo.InvariantCulture, "{0}({1},{2},{3},{4})", Place.File, Place.Line, Place.Column, Place.EndLine, Place.EndColumn);

    internal string TextWithHelp(string helpFolder) => $"{Text} [{helpFolder}{Rule.HelpLink}]";
}
