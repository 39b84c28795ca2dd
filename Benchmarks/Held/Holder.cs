using System.Diagnostics;
using System.Globalization;
using Benchmarks.Table;
using Benchmarks.WholePath;
using Replicated;

namespace Benchmarks.Held;

/// <summary>
/// The active of a cluster, in a process of its own, that holds a number of objects, or of items in a collection, and commits changes of one of them
/// when it is asked to.
/// </summary>
static class Holder
{
    internal const string Role = "hold";
    internal const string Objects = "objects";

    /// <summary>Far enough from each other that no change finds its object in a cache because of the one before.</summary>
    const int Stride = 7919;

    static int next;

    /// <summary>Says first what the objects take here and on the standby over what they take without replication, in bytes, and how long slices of a trace are.</summary>
    internal static void Serve(string kind, int count) => (kind == Objects ? ServeAsync(count) : ServeAsync(kind, count)).GetAwaiter().GetResult();

    static async Task ServeAsync(string kind, int count)
    {
        using var cluster = await Cluster.StartAsync(WriterMode.Racing, accounts: 1, logBytesMax: 1 << 20, traces: false);
        var change = Shelf.Fill(kind, count);
        await MedianAsync(1, () => change(0));
        Say($"{0}");
        while (Console.ReadLine() is { } trips)
        {
            await WriteMedianAsync(trips, () =>
            {
                next = (int)((next + (long)Stride) % count);
                change(next);
            });
        }
    }

    static async Task ServeAsync(int objects)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long plain = PlainChain.Measure(objects);
        using var cluster = await Cluster.StartAsync(WriterMode.Racing, accounts: objects, logBytesMax: 1 << 20, traces: false);
        await MedianAsync(1, ChangeAccount);
        double here = GC.GetTotalMemory(forceFullCollection: true) - before - plain - (objects * (double)IntPtr.Size);
        double there = Number(cluster.Ask(Standby.Memory)) - plain;
        Say($"{here} {there} {cluster.Ask(Standby.Slices)}");
        while (Console.ReadLine() is { } trips)
            await WriteMedianAsync(trips, ChangeAccount);
    }

    static async Task WriteMedianAsync(string trips, Action change) => Say($"{await MedianAsync(int.Parse(trips, CultureInfo.InvariantCulture), change)}");

    static void ChangeAccount()
    {
        next = (int)((next + (long)Stride) % Bank.Accounts.Length);
        Bank.Accounts[next].Balance++;
    }

    /// <summary>The microseconds that half of the commits of one change take at most.</summary>
    static async Task<double> MedianAsync(int trips, Action change)
    {
        var microseconds = new Samples();
        for (int i = 0; i < trips; i++)
        {
            long start = Stopwatch.GetTimestamp();
            change();
            if ((await Replication.CommitAsync(CommitLevel.Received)).Level < CommitLevel.Received)
                throw new InvalidOperationException("a commit did not reach the standby; nothing was measured");
            microseconds.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }
        return microseconds.Median;
    }

    static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
