using System.Globalization;

namespace Replicated.Fody.Diagnostics;

/// <summary>Collects all diagnostics of one weaving, so that the build shows them together.</summary>
/// <param name="severities">What the project says of them; null where there is no project.</param>
internal sealed class DiagnosticBag(Severities? severities = null)
{
    readonly List<Diagnostic> all = [];
    readonly HashSet<Diagnostic> seen = [];

    internal bool HasErrors => all.Any(diagnostic => diagnostic.Severity == Severity.Error);

    internal IReadOnlyList<Diagnostic> All => all;

    internal void Report(Rule rule, Place? place, params object[] arguments)
    {
        if ((severities == null ? rule.Severity : severities.Of(rule, place)) is not { } severity)
            return;
        var diagnostic = new Diagnostic(rule, severity, place, string.Format(CultureInfo.InvariantCulture, rule.Sentence, arguments));
        if (seen.Add(diagnostic))
            all.Add(diagnostic);
    }
}
