using System.Text.RegularExpressions;

namespace Replicated.Tests.Weaving.Constructs;

/// <summary>docs/coverage.md: tables whose rows are <c>| key | what | done | tests |</c>.</summary>
sealed partial class CoveragePage
{
    const string Bugs = "## Faults of other weavers";

    CoveragePage(string text)
    {
        Text = text;
        int bugs = text.IndexOf(Bugs, StringComparison.Ordinal);
        Constructs = Rows(text[..bugs]);
        Faults = Rows(text[bugs..]);
    }

    internal static CoveragePage Read() => new(File.ReadAllText(House.Repository.Path("docs/coverage.md")));

    internal string Text { get; }

    internal IReadOnlyList<CoverageRow> Constructs { get; }

    internal IReadOnlyList<CoverageRow> Faults { get; }

    static IReadOnlyList<CoverageRow> Rows(string text) =>
    [
        .. text.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(line => line.Trim().Trim('|').Split(" | ").Select(cell => cell.Trim()).ToArray())
            .Where(cells => cells.Length == 4 && cells[0] is not "Row" and not "Fault" && !cells[0].StartsWith('-'))
            .Select(cells => new CoverageRow(cells[0], cells[1], cells[2], [.. Quoted().Matches(cells[3]).Select(match => match.Groups["name"].Value)])),
    ];

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Quoted();
}
