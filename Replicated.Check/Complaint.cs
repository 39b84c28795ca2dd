using System.Globalization;

namespace Replicated.Check;

/// <summary>An error or warning as the build shows it.</summary>
/// <param name="Place">A file with its line; null where there is none.</param>
internal sealed record Complaint(Rule Rule, string Text, string? Place)
{
    internal static Complaint Of(Rule rule, params object[] arguments) => At(null, rule, arguments);

    internal static Complaint At(string? place, Rule rule, params object[] arguments) => new(rule, string.Format(CultureInfo.InvariantCulture, rule.Sentence, arguments), place);

    /// <summary>The line that MSBuild reads.</summary>
    /// <param name="origin">What stands in front where there is no place.</param>
    /// <param name="helpFolder">Where the folder <c>docs</c> is; ends with a slash.</param>
    internal string ToCanonicalLine(string origin, string helpFolder = "") =>
        $"{Place ?? origin + " "}: {(Rule.IsError ? "error" : "warning")} {Rule.Id}: {TextWithHelp(helpFolder)}";

    internal string TextWithHelp(string helpFolder) => $"{Text} [{helpFolder}{Rule.HelpLink}]";
}
