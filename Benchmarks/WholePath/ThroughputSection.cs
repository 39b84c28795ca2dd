using System.Globalization;
using Benchmarks.Table;
using Replicated;

namespace Benchmarks.WholePath;

/// <summary>Changes from the store to applied in the other process, by hand and replicated in turns, so that a ratio compares neighbours in time.</summary>
static class ThroughputSection
{
    internal static IEnumerable<Row> Measure(bool quick) => MeasureAsync(quick).GetAwaiter().GetResult();

    static async Task<Row[]> MeasureAsync(bool quick)
    {
        int batches = quick ? 3_000 : 20_000;
        using var byHand = new HandWritten();
        using var cluster = await Cluster.StartAsync(WriterMode.Racing);
        var replicating = new Replicating();
        byHand.Run(batches / 3);
        await replicating.RunAsync(batches / 3);

        var byHandRates = new Samples();
        var rates = new Samples();
        var ratios = new Samples();
        for (int round = 0; round < (quick ? 5 : 15); round++)
        {
            double before = byHand.Run(batches);
            double rate = await replicating.RunAsync(batches);
            byHandRates.Add(before);
            rates.Add(rate);
            ratios.Add(rate / before);
        }

        return
        [
            Row.Reference("throughput, hand-written", Figure(byHandRates, byHand.BytesPerChange)),
            Row.AtLeast("throughput, replicated", Figure(rates, bytes: null), ratios.Median, 1, "hand-written"),
        ];
    }

    static string Figure(Samples rates, double? bytes)
        => string.Create(CultureInfo.InvariantCulture, $"{rates.Median / 1e6:0.00} M changes/s{(bytes is null ? "" : $", {bytes:0.0} B each")}");
}
