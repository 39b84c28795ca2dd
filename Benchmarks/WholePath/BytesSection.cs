using System.Globalization;
using Benchmarks.Table;
using Replicated;

namespace Benchmarks.WholePath;

/// <summary>What goes over the wire, counted in a recorded stream, which is why nothing is timed here.</summary>
static class BytesSection
{
    const int Batches = 200;
    const int Commits = 1_000;

    internal static IEnumerable<Row> Measure(bool quick) => MeasureAsync().GetAwaiter().GetResult();

    static async Task<Row[]> MeasureAsync()
    {
        using var cluster = await Cluster.StartAsync(WriterMode.Racing, record: true);
        var replicating = new Replicating();
        long start = Recorded(cluster);
        await replicating.RunAsync(Batches);
        long batches = Recorded(cluster);
        await replicating.CommitOneByOneAsync(Commits, new Samples());
        long commits = Recorded(cluster);

        return
        [
            Row.AtMost("bytes, per change in commits of 1,000", (batches - start) / (double)(Batches * HandWritten.BatchChanges), 12, "B"),
            Row.Reference("bytes, commit of one change", string.Create(CultureInfo.InvariantCulture, $"{(commits - batches) / (double)Commits:0} B")),
        ];
    }

    static long Recorded(Cluster cluster) => new FileInfo(cluster.RecordedStream).Length;
}
