using System.Globalization;
using Benchmarks.Table;

namespace Benchmarks.WholePath;

/// <summary>The whole path, from the store to the other process. What is compared takes turns, so that a ratio compares neighbours in time.</summary>
static class WholePathSection
{
    internal static IEnumerable<Row> Measure(bool quick)
    {
        int rounds = quick ? 5 : 15;
        int batches = quick ? 4_000 : 20_000;
        int roundTrips = quick ? 3_000 : 20_000;
        using var handWritten = new HandWritten();
        using var echo = new Echo(bytes: 64);
        handWritten.Run(batches / 4);
        echo.Measure(roundTrips / 4, new Samples());

        var handWrittenRates = new Samples();
        var echoMedians = new Samples();
        var echoTails = new Samples();
        for (int round = 0; round < rounds; round++)
        {
            handWrittenRates.Add(handWritten.Run(batches));
            var trips = new Samples();
            echo.Measure(roundTrips, trips);
            echoMedians.Add(trips.Percentile(50));
            echoTails.Add(trips.Percentile(99));
        }
        double bytes = (double)handWritten.Bytes / (HandWritten.BatchChanges * (batches / 4 + (long)rounds * batches));

        yield return Row.Reference("throughput, hand-written", string.Create(CultureInfo.InvariantCulture, $"{handWrittenRates.Median / 1e6:0.00} M changes/s, {bytes:0.0} B each"));
        yield return Row.Reference("latency, TCP echo", string.Create(CultureInfo.InvariantCulture, $"p50 {echoMedians.Median:0.0} us, p99 {echoTails.Median:0.0} us"));
    }
}
