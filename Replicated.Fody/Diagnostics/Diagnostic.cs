using System.Globalization;

namespace Replicated.Fody.Diagnostics;

internal sealed record Diagnostic(Rule Rule, Place? Place, string Text)
{
    /// <summary>The line that MSBuild reads as an error, warning or message with code and place.</summary>
    /// <param name="origin">What stands in front where the place is not known.</param>
    internal string ToCanonicalLine(string origin)
    {
        string severity = Rule.Severity switch
        {
            Severity.Error => "error",
            Severity.Warning => "warning",
            _ => "message",
        };
        string place = Place == null
            ? origin + " "
            : string.Format(CultureInfo.InvariantCulture, "{0}({1},{2},{3},{4})", Place.File, Place.Line, Place.Column, Place.EndLine, Place.EndColumn);
        return $"{place}: {severity} {Rule.Id}: {Text} [{Rule.HelpLink}]";
    }
}
