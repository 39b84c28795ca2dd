using System.Globalization;
using Benchmarks.Table;

namespace Benchmarks.Weaving;

/// <summary>What weaving adds to a build, and to what it builds. The shortest of several builds counts, since whatever disturbs one makes it longer.</summary>
static class WeavingSection
{
    const int Types = 1_000;
    const int Methods = 100_000;

    internal static IEnumerable<Row> Measure(bool quick)
    {
        int rounds = quick ? 2 : 5;
        var all = Build(GeneratedSource.Types(Types, replicatedOneIn: 1), rounds);
        yield return Row.Reference("weaving, build of 1,000 types, unwoven", Seconds(all.Unwoven));
        yield return Row.AtMost("weaving, added where all are replicated", all.Added, 2, "s");
        yield return Row.Reference("weaving, their size against unwoven", Kibibytes(all.After), (double)all.After / all.Before);

        var some = Build(GeneratedSource.Types(Types, replicatedOneIn: 10), rounds);
        yield return Row.AtMost("weaving, added where one type in ten is replicated", some.Added, 2, "s");
        yield return Row.AtMost("weaving, their size", Kibibytes(some.After), (double)some.After / some.Before, 1.15, "unwoven");

        var none = Build(GeneratedSource.Methods(Methods), quick ? 1 : 2);
        yield return Row.Reference("weaving, build of 100,000 methods, unwoven", Seconds(none.Unwoven));
        yield return Row.AtMost("weaving, added where nothing is replicated", none.Added, 5, "s");
        yield return Row.Reference("weaving, their size against unwoven", Kibibytes(none.After), (double)none.After / none.Before);
    }

    static Outcome Build(IEnumerable<string> sources, int rounds)
    {
        using var project = new GeneratedProject(sources);
        double unwoven = project.Build();
        long before = project.Bytes;
        return new(unwoven, Enumerable.Range(0, rounds).Min(_ => project.Weave()), before, project.Bytes);
    }

    static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} s");

    static string Kibibytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024} KiB");

    /// <summary>Seconds that the unwoven build took and that weaving added, and bytes of the assembly.</summary>
    readonly record struct Outcome(double Unwoven, double Added, long Before, long After);
}
