using System.Globalization;
using Benchmarks.Table;

namespace Benchmarks.Held;

/// <summary>How long commits of one change take beside few and beside many, and what the many cost.</summary>
sealed record CommitTimes(Samples Few, Samples Many, Samples Ratios)
{
    internal static CommitTimes Measure(HolderProcess few, HolderProcess many, int trips, int rounds)
    {
        few.Commit(trips);
        many.Commit(trips);
        var times = new CommitTimes(new Samples(), new Samples(), new Samples());
        for (int round = 0; round < rounds; round++)
        {
            times.Few.Add(few.Commit(trips));
            times.Many.Add(many.Commit(trips));
            times.Ratios.Add(many.Commit(trips) / few.Commit(trips));
        }
        return times;
    }

    internal static string Microseconds(Samples times) => string.Create(CultureInfo.InvariantCulture, $"p50 {times.Median:0.0} us");
}
