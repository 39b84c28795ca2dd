namespace Benchmarks.Table;

/// <summary>The one table, for the console and for the file.</summary>
static class Report
{
    static readonly string[] head = ["what", "budget", "figure", "ratio", ""];

    internal static string Write(IReadOnlyList<Row> rows, bool quick)
    {
        List<string> lines =
        [
            "# Measurements",
            "",
            .. Machine.Describe(),
            $"- run: {(quick ? "quick" : "full")}; ratios are taken within each repetition, the medians of the repetitions are shown",
            "",
            .. Table(rows),
            "",
            $"{rows.Count(row => row.OverBudget)} over budget, {rows.Count(row => row.Budget != "" && !row.OverBudget)} within.",
            "",
        ];
        return string.Join('\n', lines);
    }

    static IEnumerable<string> Table(IReadOnlyList<Row> rows)
    {
        string[][] cells = [head, .. rows.Select(row => new[] { row.Name, row.Budget, row.Figure, row.Ratio, row.OverBudget ? "over budget" : "" })];
        int[] widths = [.. head.Select((_, column) => cells.Max(line => line[column].Length))];
        yield return Line(cells[0], widths);
        yield return $"|{string.Join('|', widths.Select(width => new string('-', width + 2)))}|";
        foreach (string[] line in cells.Skip(1))
            yield return Line(line, widths);
    }

    static string Line(string[] cells, int[] widths) => $"| {string.Join(" | ", cells.Zip(widths, (cell, width) => cell.PadRight(width)))} |";
}
