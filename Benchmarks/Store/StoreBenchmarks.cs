using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using Replicated.Marks;
using Replicated.Woven;

namespace Benchmarks.Store;

/// <summary>
/// One store to a member, on each of many objects in turn: of so many that they are in the processor's nearest cache with their headers and
/// without, so that the stores are compared and not the caches.
/// </summary>
public class StoreBenchmarks
{
    internal const int Objects = 250;
    internal const int Untouched = 100_000;

    readonly PlainAccount[] plain = Fill<PlainAccount>(Objects);
    readonly Account[] notAttached = Fill<Account>(Objects);
    readonly Account[] marked = Fill<Account>(Objects);
    readonly UntouchedAccount[] untouched = Fill<UntouchedAccount>(Untouched);
    readonly NotifyingAccount[] notifying = Fill<NotifyingAccount>(Objects);
    readonly List<MarkedObject> drained = new(Untouched);
    long value;
    long notified;

    [GlobalSetup]
    public void Setup()
    {
        Attach(marked);
        foreach (var account in marked)
            account.Balance = 1;
        foreach (var account in notifying)
            account.PropertyChanged += (_, _) => notified++;
        CompileFirstTouch();
    }

    [Benchmark(OperationsPerInvoke = Objects)]
    public void Plain()
    {
        long next = ++value;
        foreach (var account in plain)
            account.Balance = next;
    }

    [Benchmark(OperationsPerInvoke = Objects)]
    public void NotAttached()
    {
        long next = ++value;
        foreach (var account in notAttached)
            account.Balance = next;
    }

    [Benchmark(OperationsPerInvoke = Objects)]
    public void Marked()
    {
        long next = ++value;
        foreach (var account in marked)
            account.Balance = next;
    }

    [Benchmark(OperationsPerInvoke = Objects)]
    public void HandWrittenEvent()
    {
        long next = ++value;
        foreach (var account in notifying)
            account.Balance = next;
    }

    [IterationSetup(Target = nameof(FirstTouch))]
    public void AfterACommit()
    {
        MarkList.Drain(drained);
        drained.Clear();
        Attach(untouched);
    }

    [Benchmark(OperationsPerInvoke = Untouched)]
    public void FirstTouch()
    {
        long next = ++value;
        foreach (var account in untouched)
            account.Balance = next;
    }

    /// <summary>One invocation of it is an iteration: the warm-up alone ends before the optimizing compiler has been at it.</summary>
    void CompileFirstTouch()
    {
        for (var clock = Stopwatch.StartNew(); clock.ElapsedMilliseconds < 300;)
        {
            FirstTouch();
            AfterACommit();
        }
    }

    /// <summary>Leaves the objects as a capture leaves them: attached, nothing marked.</summary>
    static void Attach(object[] accounts)
    {
        foreach (object account in accounts)
            Attach((IReplicated)account);
    }

    internal static void Attach(IReplicated replicated)
    {
        Header.Attach(replicated, 1);
        replicated.GetHeader().Clean = -1;
    }

    static T[] Fill<T>(int count)
        where T : new()
    {
        var objects = new T[count];
        for (int i = 0; i < count; i++)
            objects[i] = new T();
        return objects;
    }
}
