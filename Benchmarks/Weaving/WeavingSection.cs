using System.Globalization;
using Benchmarks.Table;

namespace Benchmarks.Weaving;

/// <summary>
/// What weaving adds to a build, and to what it builds. A project is built unwoven and woven in turn; the shortest of each counts, since
/// whatever disturbs a build makes it longer.
/// </summary>
static class WeavingSection
{
    const int Types = 1_000;
    const int Methods = 100_000;

    internal static IEnumerable<Row> Measure(bool quick)
    {
        int rounds = quick ? 2 : 6;
        var (unwoven, woven, before, after) = Build(GeneratedSource.Types(Types, replicatedOneIn: 1), rounds);
        yield return Row.Reference("weaving, build of 1,000 types, unwoven", Seconds(unwoven));
        yield return Row.AtMost("weaving, added where all are replicated", woven - unwoven, 2, "s");
        yield return Row.Reference("weaving, their size against unwoven", Kibibytes(after), (double)after / before);

        (_, _, before, after) = Build(GeneratedSource.Types(Types, replicatedOneIn: 10), rounds: 1);
        yield return Row.AtMost("weaving, size where one type in ten is replicated", Kibibytes(after), (double)after / before, 1.15, "unwoven");

        (unwoven, woven, before, after) = Build(GeneratedSource.Methods(Methods), rounds);
        yield return Row.Reference("weaving, build of 100,000 methods, unwoven", Seconds(unwoven));
        yield return Row.AtMost("weaving, added where nothing is replicated", woven - unwoven, 5, "s");
        yield return Row.Reference("weaving, their size against unwoven", Kibibytes(after), (double)after / before);
    }

    static (double Unwoven, double Woven, long Before, long After) Build(IEnumerable<string> sources, int rounds)
    {
        using var project = new GeneratedProject(sources);
        double unwoven = double.MaxValue;
        double woven = double.MaxValue;
        long before = 0;
        for (int round = 0; round < rounds; round++)
        {
            unwoven = Math.Min(unwoven, project.Build(woven: false));
            before = project.Bytes;
            woven = Math.Min(woven, project.Build(woven: true));
        }
        return (unwoven, woven, before, project.Bytes);
    }

    static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} s");

    static string Kibibytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024} KiB");
}
