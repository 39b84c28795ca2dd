using System.Globalization;
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
        int trips = quick ? 500 : 2_000;
        few.Commit(trips);
        many.Commit(trips);
        var (fewTimes, manyTimes, ratios) = (new Samples(), new Samples(), new Samples());
        for (int round = 0; round < (quick ? 5 : 11); round++)
        {
            fewTimes.Add(few.Commit(trips));
            manyTimes.Add(many.Commit(trips));
            ratios.Add(many.Commit(trips) / few.Commit(trips));
        }
        return
        [
            Row.Reference($"commit of one change in 1 K items: {kind}", Microseconds(fewTimes)),
            Row.AtMost($"commit of one change in 1 M items: {kind}", Microseconds(manyTimes), ratios.Median, 2, "1 K held"),
        ];
    }

    static string Microseconds(Samples times) => string.Create(CultureInfo.InvariantCulture, $"p50 {times.Median:0.0} us");
}
