using System.Globalization;
using Benchmarks.Table;
using Replicated;

namespace Benchmarks.WholePath;

/// <summary>Commits of one change beside an echo of as many bytes, in turns, so that a ratio compares neighbours in time.</summary>
static class LatencySection
{
    /// <summary>About what <see cref="BytesSection"/> counts for a commit of one change.</summary>
    const int CommitBytes = 73;

    internal static IEnumerable<Row> MeasureRacing(bool quick) => MeasureAsync(quick, WriterMode.Racing).GetAwaiter().GetResult();

    internal static IEnumerable<Row> MeasureSynchronized(bool quick) => MeasureAsync(quick, WriterMode.Synchronized).GetAwaiter().GetResult();

    static async Task<List<Row>> MeasureAsync(bool quick, WriterMode writers)
    {
        using var echo = new Echo(CommitBytes);
        using var cluster = await Cluster.StartAsync(writers);
        var idle = await CompareAsync(echo, quick);
        var rows = new List<Row>();
        if (writers == WriterMode.Synchronized)
        {
            rows.Add(idle.Judge("commit Received, synchronized", limit: 1.2));
            return rows;
        }
        rows.Add(Row.Reference("TCP echo of as many bytes", Comparison.Figure(idle.EchoMedians, idle.EchoTails)));
        rows.Add(idle.Judge("commit Received, other threads idle", limit: 1.2));
        using (new RacingWriter())
            rows.Add((await CompareAsync(echo, quick)).Judge("commit Received, a racing writer", limit: 1.5));
        return rows;
    }

    static async Task<Comparison> CompareAsync(Echo echo, bool quick)
    {
        int trips = quick ? 2_000 : 10_000;
        var replicating = new Replicating();
        var comparison = new Comparison();
        echo.Measure(trips, new Samples());
        await replicating.CommitOneByOneAsync(trips, new Samples());
        for (int round = 0; round < (quick ? 7 : 15); round++)
        {
            var echoes = new Samples();
            echo.Measure(trips, echoes);
            var commits = new Samples();
            await replicating.CommitOneByOneAsync(trips, commits);
            comparison.Add(echoes, commits);
        }
        return comparison;
    }

    sealed class Comparison
    {
        readonly Samples ratios = new();
        readonly Samples medians = new();
        readonly Samples tails = new();

        internal Samples EchoMedians { get; } = new();

        internal Samples EchoTails { get; } = new();

        internal void Add(Samples echoes, Samples commits)
        {
            EchoMedians.Add(echoes.Median);
            EchoTails.Add(echoes.Percentile(99));
            medians.Add(commits.Median);
            tails.Add(commits.Percentile(99));
            ratios.Add(commits.Median / echoes.Median);
        }

        internal Row Judge(string name, double limit) => Row.AtMost(name, Figure(medians, tails), ratios.Median, limit, "TCP echo");

        internal static string Figure(Samples medians, Samples tails)
            => string.Create(CultureInfo.InvariantCulture, $"p50 {medians.Median:0.0} us, p99 {tails.Median:0.0} us");
    }
}
