using System.Diagnostics;
using Benchmarks.Table;
using Replicated;

namespace Benchmarks.WholePath;

/// <summary>The same work as <see cref="HandWritten"/> does, by replication.</summary>
sealed class Replicating
{
    readonly ValueTask<CommitResult>[] underWay = new ValueTask<CommitResult>[HandWritten.BatchesInFlight];
    int next;

    /// <summary>Changes members, one after the other, until all changes are applied in the other process.</summary>
    /// <returns>Changes per second.</returns>
    internal async Task<double> RunAsync(int batches)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < batches; i++)
        {
            for (int change = 0; change < HandWritten.BatchChanges; change++)
                Store(Workload.Value(i));
            int place = i % underWay.Length;
            if (i >= underWay.Length)
                Check(await underWay[place], CommitLevel.Applied);
#pragma warning disable CA2012 // Each task is awaited once, when its place is needed again.
            underWay[place] = Replication.CommitAsync(CommitLevel.Applied);
#pragma warning restore CA2012
        }
        for (int i = batches; i < batches + underWay.Length; i++)
            Check(await underWay[i % underWay.Length], CommitLevel.Applied);
        return batches * (double)HandWritten.BatchChanges / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Adds the microseconds of each of <paramref name="count"/> commits of one change.</summary>
    internal async Task CommitOneByOneAsync(int count, Samples microseconds)
    {
        for (int i = 0; i < count; i++)
        {
            long start = Stopwatch.GetTimestamp();
            Store(Workload.Value(i));
            Check(await Replication.CommitAsync(CommitLevel.Received), CommitLevel.Received);
            microseconds.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }
    }

    void Store(long value)
    {
        Bank.Accounts[next].Balance = value;
        next = next + 1 == HandWritten.Accounts ? 0 : next + 1;
    }

    static void Check(CommitResult result, CommitLevel wanted)
    {
        if (result.Level < wanted)
            throw new InvalidOperationException($"a commit reached {result.Level} only; nothing was measured");
    }
}
