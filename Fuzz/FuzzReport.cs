using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;

namespace Fuzz;

/// <summary>What a run has done and found.</summary>
[JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
public sealed class FuzzReport : IFuzzReport<FuzzReport>
{
    public required int Seed { get; init; }

    /// <summary>Methods that ran woven and unwoven.</summary>
    [JsonInclude]
    public int Methods { get; internal set; }

    /// <summary>The number of the method after the last.</summary>
    [JsonInclude]
    public int Next { get; internal set; }

    /// <summary>Texts that were no C#; they count as nothing.</summary>
    [JsonInclude]
    public int NotCompiled { get; internal set; }

    [JsonInclude]
    public int Marked { get; internal set; }

    [JsonInclude]
    public int MarkedInVain { get; internal set; }

    public List<string> Findings { get; } = [];

    /// <summary>Texts that were no C#, with the reason.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>How often each code of the weaver was the reason to refuse a method.</summary>
    public SortedDictionary<string, int> Refused { get; } = new(StringComparer.Ordinal);

    /// <summary>How often each form of access was compiled.</summary>
    public SortedDictionary<string, int> Forms { get; } = new(StringComparer.Ordinal);

    /// <summary>How many methods that ran show each row of the table of constructs.</summary>
    public Dictionary<string, int> Rows { get; } = [];

    /// <summary>How often methods that show a row were refused with a code: the row, a space, the code.</summary>
    public SortedDictionary<string, int> RefusedRows { get; } = new(StringComparer.Ordinal);

    /// <summary>Rows that no method showed, without those that are listed with a reason.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> MissingRows =>
        [.. CoverageRows.All.Where(row => !Rows.ContainsKey(row) && !CoverageRows.Elsewhere.ContainsKey(row) && !(CoverageRows.Refused.Contains(row) && RefusalsOf(row).Any()))];

    public string Summary()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"seed {Seed}: {Methods} methods ran, {Refused.Values.Sum()} refused by the weaver, {NotCompiled} not compiled");
        text.AppendLine(CultureInfo.InvariantCulture, $"marks: {Marked}, of members that had not changed: {MarkedInVain}");
        text.AppendLine("refused: " + Join(Refused));
        text.AppendLine("refused, of each row: " + string.Join("; ", CoverageRows.All.Where(row => RefusalsOf(row).Any()).Select(row => $"{row}: {Join(RefusalsOf(row))} of {RefusalsOf(row).Sum(refusal => refusal.Value) + Rows.GetValueOrDefault(row)}")));
        text.AppendLine("forms: " + Join(Forms));
        text.AppendLine("rows: " + Join(CoverageRows.All.Where(Rows.ContainsKey).Select(row => KeyValuePair.Create(row, Rows[row]))));
        text.AppendLine("rows that are tested elsewhere: " + string.Join("; ", CoverageRows.Elsewhere.Where(row => !Rows.ContainsKey(row.Key)).Select(row => $"{row.Key} ({row.Value})")));
        if (MissingRows.Count > 0)
            text.AppendLine("rows that were never generated: " + string.Join(" ", MissingRows));
        text.AppendLine(Findings.Count == 0 ? "nothing was found" : $"{Findings.Count} findings");
        return text.ToString();
    }

    int IFuzzReport<FuzzReport>.Ran => Methods;

    static FuzzReport IFuzzReport<FuzzReport>.From(FuzzOptions options) => new() { Seed = options.Seed, Next = options.First };

    void IFuzzReport<FuzzReport>.Add(FuzzReport part) => Add(part);

    internal void Add(FuzzReport batch)
    {
        Methods += batch.Methods;
        Next = Math.Max(Next, batch.Next);
        NotCompiled += batch.NotCompiled;
        Marked += batch.Marked;
        MarkedInVain += batch.MarkedInVain;
        Findings.AddRange(batch.Findings);
        Notes.AddRange(batch.Notes);
        Sum(Refused, batch.Refused);
        Sum(RefusedRows, batch.RefusedRows);
        Sum(Forms, batch.Forms);
        Sum(Rows, batch.Rows);
    }

    internal void AddRefused(IEnumerable<string> rows, string code)
    {
        Add(Refused, code);
        foreach (string row in rows)
            Add(RefusedRows, $"{row} {code}");
    }

    internal static void Sum(IDictionary<string, int> counts, IDictionary<string, int> more)
    {
        foreach (var (key, count) in more)
            counts[key] = (counts.TryGetValue(key, out int known) ? known : 0) + count;
    }

    internal static void Add(IDictionary<string, int> counts, string key) => counts[key] = (counts.TryGetValue(key, out int count) ? count : 0) + 1;

    /// <summary>Each code with how often.</summary>
    IEnumerable<KeyValuePair<string, int>> RefusalsOf(string row) =>
        from refusal in RefusedRows
        where refusal.Key.StartsWith(row + " ", StringComparison.Ordinal)
        select KeyValuePair.Create(refusal.Key[(row.Length + 1)..], refusal.Value);

    static string Join(IEnumerable<KeyValuePair<string, int>> counts) => string.Join(" ", counts.Select(count => $"{count.Key}={count.Value}"));
}
