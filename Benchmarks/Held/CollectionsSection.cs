using Benchmarks.Table;

namespace Benchmarks.Held;

/// <summary>What it costs a commit of one change that a collection holds many items.</summary>
static class CollectionsSection
{
    const int Few = 1_000;
    const int Many = 1_000_000;

    internal static IEnumerable<Row> Measure(bool quick) => Shelf.Kinds.SelectMany(kind => Measure(kind, quick));

    static IEnumerable<Row> Measure(string kind, bool quick)
    {
        using var few = new HolderProcess(Few, kind);
        using var many = new HolderProcess(Many, kind);
        var times = CommitTimes.Measure(few, many, trips: quick ? 500 : 2_000, rounds: quick ? 5 : 11);
        return
        [
            Row.Reference($"commit of one change in 1 K items: {kind}", CommitTimes.Microseconds(times.Few)),
            Row.AtMost($"commit of one change in 1 M items: {kind}", CommitTimes.Microseconds(times.Many), times.Ratios.Median, 2, "1 K held"),
        ];
    }
}
