using System.Diagnostics;
using System.Globalization;
using Benchmarks.Table;
using Benchmarks.WholePath;
using Replicated;

namespace Benchmarks.Held;

/// <summary>Objects that come and go for long while few are alive: what is left of them, on both sides.</summary>
static class ChurnSection
{
    const int Alive = 10_000;
    const int PerCommit = 100;
    const int InFlight = 16;
    const int Looks = 20;

    /// <summary>The slots and their accounts, and those of the bank, which has one here.</summary>
    const int Live = (2 * Alive) + 1;

    /// <summary>As DESIGN says it: a quarter of what is alive, and the option's 64 K.</summary>
    const double DeadMax = (0.25 * Live) + (64 << 10);

    static int next;

    internal static IEnumerable<Row> Measure(bool quick) => MeasureAsync(quick ? 1_000_000 : 10_000_000).GetAwaiter().GetResult();

    static async Task<Row[]> MeasureAsync(int objects)
    {
        using var cluster = await Cluster.StartAsync(WriterMode.Racing, accounts: 1, logBytesMax: 1 << 20);
        SlotTable.Open(Alive);
        await ReplaceAsync(Alive);
        var dead = new Samples();
        var (here, there) = (new List<long>(), new List<long>());
        double seconds = 0;
        for (int look = 0; look < Looks; look++)
        {
            long start = Stopwatch.GetTimestamp();
            await ReplaceAsync(objects / Looks);
            seconds += Stopwatch.GetElapsedTime(start).TotalSeconds;
            dead.Add(Number(cluster.Ask(Standby.Objects)) - Live);
            here.Add(GC.GetTotalMemory(forceFullCollection: true));
            there.Add(Number(cluster.Ask(Standby.Memory)));
        }
        string churn = string.Create(CultureInfo.InvariantCulture, $"{objects / 1_000_000} M objects came and went, 10 K alive");
        return
        [
            Row.Reference(churn, string.Create(CultureInfo.InvariantCulture, $"{objects / seconds / 1e6:0.00} M objects/s")),
            Row.AtMost("dead objects on the standby, at most", dead.Percentile(100), DeadMax, "objects"),
            Row.Reference("memory of the active, after each fifth", Megabytes(here)),
            Row.Reference("memory of the standby, after each fifth", Megabytes(there)),
        ];
    }

    /// <summary>Puts new accounts in place of the oldest, until all are applied in the other process.</summary>
    static async Task ReplaceAsync(int count)
    {
        var underWay = new Queue<Task<CommitResult>>();
        for (int i = 0; i < count / PerCommit; i++)
        {
            for (int change = 0; change < PerCommit; change++)
            {
                SlotTable.Slots[next].Account = new ChainedAccount { Balance = i };
                next = next + 1 == Alive ? 0 : next + 1;
            }
            if (underWay.Count == InFlight)
                Check(await underWay.Dequeue());
            underWay.Enqueue(Replication.CommitAsync(CommitLevel.Applied).AsTask());
        }
        while (underWay.TryDequeue(out var last))
            Check(await last);
    }

    static void Check(CommitResult result)
    {
        if (result.Level < CommitLevel.Applied)
            throw new InvalidOperationException($"a commit reached {result.Level} only; nothing was measured");
    }

    static string Megabytes(List<long> bytes)
        => string.Join(", ", bytes.Where((_, look) => look % (Looks / 5) == (Looks / 5) - 1).Select(size => string.Create(CultureInfo.InvariantCulture, $"{size / 1e6:0.0}"))) + " MB";

    static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
