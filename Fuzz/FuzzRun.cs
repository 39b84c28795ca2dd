using Fuzz.Generate;

namespace Fuzz;

/// <summary>
/// Generates methods in batches, weaves them, runs them beside their unwoven twins, and has the woven code verified. A batch is compiled in
/// one configuration: Release, then Debug, in turn.
/// </summary>
public static class FuzzRun
{
    /// <summary>Methods that are compiled together: a number belongs to the same configuration in every run.</summary>
    internal const int BatchSize = 500;

    /// <summary>Batches that run at the same time, one of each configuration.</summary>
    const int SideBySide = 2;

    /// <summary>Runs until the wanted number of methods has run.</summary>
    public static FuzzReport Run(FuzzOptions options, TextWriter log)
    {
        var report = new FuzzReport { Seed = options.Seed };
        using var release = new Workbench(options.Seed, debug: false);
        using var debug = new Workbench(options.Seed, debug: true);
        int next = options.First;
        while (report.Methods < options.Methods)
        {
            var batches = new List<Task<FuzzReport>>();
            for (int left = options.Methods - report.Methods; batches.Count < SideBySide && left > 0;)
            {
                int first = next;
                int count = Math.Min(left, BatchSize - first % BatchSize);
                var workbench = first / BatchSize % 2 == 0 ? release : debug;
                batches.Add(Task.Factory.StartNew(() => workbench.Run(Generate(options.Seed, first, count)), TaskCreationOptions.LongRunning));
                report.Next = next += count;
                left -= count;
            }
            foreach (var batch in batches)
                Add(report, batch.GetAwaiter().GetResult(), log);
        }
        return report;
    }

    static List<MethodSource> Generate(int seed, int first, int count) => [.. Enumerable.Range(first, count).Select(index => MethodWriter.Write(seed, index))];

    static void Add(FuzzReport report, FuzzReport batch, TextWriter log)
    {
        report.Add(batch);
        foreach (string finding in batch.Findings)
            log.WriteLine("FOUND " + finding);
        foreach (string note in batch.Notes)
            log.WriteLine(note);
    }
}
