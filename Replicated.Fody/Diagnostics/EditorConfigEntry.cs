using System.Text.RegularExpressions;

namespace Replicated.Fody.Diagnostics;

/// <summary>A line of an .editorconfig file that gives a diagnostic a severity.</summary>
/// <param name="Section">Which files it is for; null: all.</param>
internal sealed record EditorConfigEntry(Place Place, Regex? Section, string Id, string Value)
{
    /// <summary>Null where the value is none that is known, or says that the diagnostic is not to be shown.</summary>
    internal Severity? Severity => Value switch
    {
        "error" => Diagnostics.Severity.Error,
        "warning" => Diagnostics.Severity.Warning,
        "suggestion" => Diagnostics.Severity.Info,
        _ => null,
    };

    internal bool IsHidden => Value is "none" or "silent";

    internal bool IsOf(Rule rule) => string.Equals(Id, rule.Id, StringComparison.OrdinalIgnoreCase) && (Severity != null || IsHidden);

    internal bool AppliesTo(string file) => Section == null || Section.IsMatch(file.Replace('\\', '/'));
}
