namespace Replicated.Fody.Diagnostics;

/// <summary>What the project says of the severity of diagnostics, in the ways that it has for those of the compiler.</summary>
/// <remarks>
/// From strong to weak: NoWarn, .editorconfig, WarningsAsErrors, global configs. An error stays one: what it names would be lost.
/// </remarks>
/// <param name="withoutPlace">The file whose severities count where a diagnostic has no place: that at which it is shown.</param>
internal sealed class Severities(
    IEnumerable<string> noWarn,
    IEnumerable<string> warningsAsErrors,
    IEnumerable<string> warningsNotAsErrors,
    bool treatWarningsAsErrors,
    string withoutPlace,
    IReadOnlyList<EditorConfig> configs)
{
    readonly HashSet<string> noWarn = new(noWarn, StringComparer.OrdinalIgnoreCase);
    readonly HashSet<string> warningsAsErrors = new(warningsAsErrors, StringComparer.OrdinalIgnoreCase);
    readonly HashSet<string> warningsNotAsErrors = new(warningsNotAsErrors, StringComparer.OrdinalIgnoreCase);

    /// <summary>The severity at a place, or null where the diagnostic is not to be shown.</summary>
    internal Severity? Of(Rule rule, Place? place)
    {
        if (rule.Severity == Severity.Error)
            return Severity.Error;
        if (noWarn.Contains(rule.Id))
            return null;
        string file = place?.File ?? withoutPlace;
        var said = EntryOf(rule, file) ?? (warningsAsErrors.Contains(rule.Id) ? null : GlobalEntryOf(rule, file));
        if (said is { IsHidden: true })
            return null;
        var severity = said?.Severity ?? (warningsAsErrors.Contains(rule.Id) ? Severity.Error : rule.Severity);
        bool raises = severity == Severity.Warning && (treatWarningsAsErrors || warningsAsErrors.Contains(rule.Id)) && !warningsNotAsErrors.Contains(rule.Id);
        return raises ? Severity.Error : severity;
    }

    /// <summary>Says where the project would have errors be less than that. Of the checks of a whole program, warnings have the code of a foreign base, and may be lowered.</summary>
    internal void ReportLowered(DiagnosticBag diagnostics)
    {
        foreach (var rule in Rules.All.Where(rule => rule.Severity == Severity.Error && rule != Rules.ForeignBase))
        {
            if (noWarn.Contains(rule.Id))
                diagnostics.Report(Rules.Lowered, null, rule.Id, "by NoWarn");
            foreach (var entry in configs.SelectMany(config => config.Entries).Where(entry => entry.IsOf(rule) && entry.Severity != Severity.Error))
                diagnostics.Report(Rules.Lowered, entry.Place, rule.Id, $"to '{entry.Value}'");
        }
    }

    /// <summary>Files nearer to the source and later lines are stronger; a root hides those outside of it.</summary>
    EditorConfigEntry? EntryOf(Rule rule, string file)
    {
        var around = configs.Where(config => !config.IsGlobal && config.Contains(file)).OrderBy(config => config.Folder.Length).ToList();
        return around.Skip(Math.Max(0, around.FindLastIndex(config => config.IsRoot)))
            .SelectMany(config => config.Entries)
            .LastOrDefault(entry => entry.IsOf(rule) && entry.AppliesTo(file));
    }

    EditorConfigEntry? GlobalEntryOf(Rule rule, string file) => configs
        .Where(config => config.IsGlobal)
        .OrderBy(config => config.Level)
        .SelectMany(config => config.Entries)
        .LastOrDefault(entry => entry.IsOf(rule) && entry.AppliesTo(file));
}
