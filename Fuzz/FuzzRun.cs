using Fuzz.Generate;

namespace Fuzz;

/// <summary>
/// Generates methods in batches, weaves them, runs them beside their unwoven twins, and has the woven code verified. A batch has
/// one setup: the configuration of the compiler, and where the types are that methods work on.
/// </summary>
public static class FuzzRun
{
    /// <summary>Methods that are compiled together: a number belongs to the same setup in every run.</summary>
    internal const int BatchSize = 250;

    /// <summary>Batches that run at the same time.</summary>
    const int SideBySide = 2;

    /// <summary>Runs until the wanted number of methods has run.</summary>
    public static FuzzReport Run(FuzzOptions options, TextWriter log)
    {
        var report = new FuzzReport { Seed = options.Seed };
        using var workbenches = new Workbenches(options.Seed);
        int next = options.First;
        while (report.Methods < options.Methods)
        {
            var batches = new List<Task<FuzzReport>>();
            for (int left = options.Methods - report.Methods; batches.Count < SideBySide && left > 0;)
            {
                int first = next;
                int count = Math.Min(left, BatchSize - first % BatchSize);
                batches.Add(Task.Factory.StartNew(() => workbenches.For(BatchSetup.Of(first)).Run(Generate(options.Seed, first, count)), TaskCreationOptions.LongRunning));
                report.Next = next += count;
                left -= count;
            }
            foreach (var batch in batches)
                Add(report, batch.GetAwaiter().GetResult(), log);
        }
        return report;
    }

    static List<MethodSource> Generate(int seed, int first, int count) => [.. Enumerable.Range(first, count).Select(index => MethodWriter.Write(seed, index, BatchSetup.Of(index).Model))];

    static void Add(FuzzReport report, FuzzReport batch, TextWriter log)
    {
        report.Add(batch);
        foreach (string finding in batch.Findings)
            log.WriteLine("FOUND " + finding);
        foreach (string note in batch.Notes)
            log.WriteLine(note);
    }
}
