using StateFuzz.Nodes;

namespace StateFuzz;

/// <summary>
/// Changes a graph of random classes and collections at random, commits, and compares all that can be reached on both nodes:
/// values, identity, order, comparers. Each node has the model and the runtime for itself, as in a process of its own.
/// </summary>
public static class StateFuzzRun
{
    public static StateFuzzReport Run(StateFuzzOptions options, TextWriter log)
    {
        var report = new StateFuzzReport();
        var (first, second) = (new NodeContext("first"), new NodeContext("second"));
        for (int seed = options.First; seed < options.First + options.Seeds && report.Findings.Count < StateFuzzReport.FindingsMax; seed++)
        {
            long share = options.Operations / options.Seeds;
            var history = new History(seed, options.Each, first, second, report);
            try
            {
                history.Run(report.Operations + share);
            }
            // Whatever it is, it is a finding, and the next seed is another matter.
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                string finding = $"seed {seed}, {report.Operations} operations: {exception}\nthe changes before: {history.Recent}";
                report.Findings.Add(finding);
                log.WriteLine("FOUND " + finding);
            }
            if ((seed + 1 - options.First) % 100 == 0)
                log.WriteLine($"{report.Operations} operations, up to seed {seed}");
        }
        first.CountInto(report.Ways);
        second.CountInto(report.Ways);
        return report;
    }
}
