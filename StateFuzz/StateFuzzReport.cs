namespace StateFuzz;

/// <summary>What was done and found.</summary>
public sealed class StateFuzzReport
{
    /// <summary>Findings that are told in full; a run ends when there are so many.</summary>
    internal const int FindingsMax = 10;

    public List<string> Findings { get; } = [];

    public long Operations { get; internal set; }

    public long Commits { get; internal set; }

    public long Snapshots { get; internal set; }

    public long Takeovers { get; internal set; }

    /// <summary>Looks for what nothing refers to that came to their end.</summary>
    public long Traces { get; internal set; }

    /// <summary>Commits that failed, as they should, and were made again.</summary>
    public long Failed { get; internal set; }

    /// <summary>How often each change was made, by the class and its number.</summary>
    public SortedDictionary<string, long> Ways { get; } = new(StringComparer.Ordinal);

    public string Summary(TimeSpan elapsed)
        => $"{Operations} operations in {Ways.Count} ways, {Commits} commits, {Snapshots} snapshots, {Takeovers} takeovers, {Traces} traces, {Failed} refused commits"
            + $" in {elapsed.TotalSeconds:0} s ({Operations / Math.Max(elapsed.TotalSeconds, 0.001):0}/s): {Findings.Count} findings";
}
