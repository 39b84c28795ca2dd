using System.Globalization;
using Benchmarks.Table;

namespace Benchmarks.Held;

/// <summary>What it costs that many objects are held: for a commit that changes one of them, in memory, and for the standby that looks for dead ones.</summary>
static class HeldSection
{
    const int Few = 1_000;
    const int Many = 10_000_000;

    internal static IEnumerable<Row> Measure(bool quick)
    {
        using var few = new HolderProcess(Few);
        using var many = new HolderProcess(Many);
        var times = CommitTimes.Measure(few, many, trips: quick ? 2_000 : 10_000, rounds: quick ? 7 : 15);
        return
        [
            Row.Reference("commit of one change, 1 K objects held", CommitTimes.Microseconds(times.Few)),
            Row.AtMost("commit of one change, 10 M objects held", CommitTimes.Microseconds(times.Many), times.Ratios.Median, 1.2, "1 K held"),
            Row.AtMost("memory per object on the active, 10 M objects held", PerObject(0), 24, "B"),
            Row.AtMost("memory per object on the standby, 10 M objects held", PerObject(1), 24, "B"),
            Row.AtMost("longest slice of a trace, 10 M objects held", many.Costs[2], 1, "ms"),
            Row.Reference("one slice in a hundred is longer than", string.Create(CultureInfo.InvariantCulture, $"{many.Costs[3]:0.00} ms")),
        ];

        // What a process takes whatever it holds is in both.
        double PerObject(int cost) => (many.Costs[cost] - few.Costs[cost]) / (Many - Few);
    }
}
