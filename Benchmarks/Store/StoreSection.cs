using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using Benchmarks.Table;

namespace Benchmarks.Store;

/// <summary>What a store costs beside a plain one. All kinds are measured in each round, so that a ratio compares neighbours in time.</summary>
static class StoreSection
{
    static readonly string[] kinds =
    [
        nameof(StoreBenchmarks.Plain), nameof(StoreBenchmarks.NotAttached), nameof(StoreBenchmarks.Marked),
        nameof(StoreBenchmarks.FirstTouch), nameof(StoreBenchmarks.HandWrittenEvent),
    ];

    internal static IEnumerable<Row> Measure(bool quick)
    {
        var nanoseconds = kinds.ToDictionary(kind => kind, _ => new Samples());
        var ratios = kinds.ToDictionary(kind => kind, _ => new Samples());
        var bytes = kinds.ToDictionary(kind => kind, _ => 0L);
        for (int round = 0; round < (quick ? 3 : 9); round++)
        {
            var summary = BenchmarkRunner.Run<StoreBenchmarks>(Configuration(quick));
            double plain = Nanoseconds(summary, nameof(StoreBenchmarks.Plain));
            foreach (string kind in kinds)
            {
                nanoseconds[kind].Add(Nanoseconds(summary, kind));
                ratios[kind].Add(Nanoseconds(summary, kind) / plain);
                bytes[kind] = Math.Max(bytes[kind], Find(summary, kind).GcStats.GetBytesAllocatedPerOperation(Find(summary, kind).BenchmarkCase) ?? 0);
            }
        }

        string Figure(string kind) => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds[kind].Median:0.00} ns, {bytes[kind]} B");
        Row AgainstPlain(string name, string kind) => Row.AtMost(name, Figure(kind), ratios[kind].Median, 1.5, "plain store");

        yield return Row.Reference("store, plain", Figure(nameof(StoreBenchmarks.Plain)));
        yield return AgainstPlain("store, replicated, not attached", nameof(StoreBenchmarks.NotAttached));
        yield return AgainstPlain("store, attached and marked", nameof(StoreBenchmarks.Marked));
        yield return Row.AtMost("store, first after a commit", nanoseconds[nameof(StoreBenchmarks.FirstTouch)].Median, 15, "ns");
        yield return Row.Reference(
            "store, hand-written setter with event",
            Figure(nameof(StoreBenchmarks.HandWrittenEvent)),
            ratios[nameof(StoreBenchmarks.HandWrittenEvent)].Median);
    }

    static ManualConfig Configuration(bool quick) => ManualConfig.CreateEmpty()
        .AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.DontLogOutput)
            .WithWarmupCount(5)
            .WithIterationCount(quick ? 7 : 15)
            .WithIterationTime(TimeInterval.FromMilliseconds(quick ? 100 : 250)))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddColumnProvider(DefaultColumnProviders.Instance)
        .AddLogger(NullLogger.Instance)
        .WithArtifactsPath(Path.GetFullPath("artifacts/benchmarkdotnet"));

    static double Nanoseconds(Summary summary, string kind)
        => (Find(summary, kind).ResultStatistics ?? throw new InvalidOperationException($"{kind} was not measured")).Median;

    static BenchmarkReport Find(Summary summary, string kind)
        => summary.Reports.Single(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == kind);
}
