using System.Globalization;

namespace LedgerDemo;

/// <summary>The table that the demo prints. Counts are of the whole run up to the row's takeover.</summary>
static class Report
{
    const int ExamplesMax = 5;

    static readonly (string Title, Func<int, Round, string> Cell)[] columns =
    [
        ("kill", (number, _) => $"{number}"),
        ("of", (_, round) => $"{round.Victim}".ToLowerInvariant()),
        ("in flight", (_, round) => $"{round.InFlight}"),
        ("acknowledged", (_, round) => $"{round.Findings.Acknowledged}"),
        ("found", (_, round) => $"{round.Findings.Found}"),
        ("lost", (_, round) => $"{round.Findings.Lost.Count}"),
        ("twice", (_, round) => $"{round.Findings.Twice.Count}"),
        ("wrong", (_, round) => $"{round.Findings.Wrong.Count}"),
        ("local only", (_, round) => $"{round.LocalOnly}"),
        ("total conserved", (_, round) => round.Findings.TotalConserved ? "yes" : string.Create(CultureInfo.InvariantCulture, $"NO: {round.Findings.TotalFound}")),
        ("app ended ms", (_, round) => Milliseconds(round.AppEnded)),
        ("first reply ms", (_, round) => Milliseconds(round.FirstReply)),
    ];

    internal static string Table(IReadOnlyList<Round> rounds)
    {
        string[][] rows = [[.. columns.Select(column => column.Title)], .. rounds.Select((round, index) => columns.Select(column => column.Cell(index + 1, round)).ToArray())];
        int[] widths = [.. columns.Select((_, index) => rows.Max(row => row[index].Length))];
        return string.Join(Environment.NewLine, rows.Select(row => string.Join("  ", row.Select((cell, index) => cell.PadLeft(widths[index])))));
    }

    /// <summary>A few of the things found, in words.</summary>
    internal static IEnumerable<string> Examples(Findings findings)
        => new[] { findings.Lost, findings.Twice, findings.Wrong }.SelectMany(found => found.Take(ExamplesMax));

    static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
}
