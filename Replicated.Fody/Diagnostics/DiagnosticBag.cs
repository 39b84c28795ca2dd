using System.Globalization;

namespace Replicated.Fody.Diagnostics;

/// <summary>Collects all diagnostics of one weaving, so that the build shows them together.</summary>
internal sealed class DiagnosticBag
{
    readonly List<Diagnostic> all = [];
    readonly HashSet<Diagnostic> seen = [];

    internal bool HasErrors => all.Any(diagnostic => diagnostic.Rule.Severity == Severity.Error);

    internal IReadOnlyList<Diagnostic> All => all;

    internal void Report(Rule rule, Place? place, params object[] arguments)
    {
        var diagnostic = new Diagnostic(rule, place, string.Format(CultureInfo.InvariantCulture, rule.Sentence, arguments));
        if (seen.Add(diagnostic))
            all.Add(diagnostic);
    }
}
