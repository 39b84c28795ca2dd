using System.Diagnostics;
using System.Runtime.CompilerServices;
using Replicated.Marks;
using Replicated.Woven;

namespace Benchmarks.Store;

/// <summary>One store of each kind, each in a method of its own, so that the code that the JIT makes of it can be read.</summary>
static class HotPath
{
    const MethodImplOptions Alone = MethodImplOptions.NoInlining;

    internal const string Role = "hot-path";

    /// <summary>Runs each store until the optimizing compiler has been at it.</summary>
    internal static void Run()
    {
        var plain = new PlainAccount();
        var members = new Members();
        var texts = new Members<string>();
        var numbers = new Members<long>();
        var first = new UntouchedAccount();
        var drained = new List<MarkedObject>();
        for (var clock = Stopwatch.StartNew(); clock.ElapsedMilliseconds < 2_000;)
        {
            for (int i = 0; i < 10_000; i++)
            {
                Plain(plain, i);
                Number(members, i);
                Flag(members, i);
                Text(members, "text");
                Wide(members, i);
                Once(i);
                Static(i);
                Address(members);
                GenericOverReference(texts, "text");
                GenericOverValue(numbers, i);
                StoreBenchmarks.Attach((IReplicated)(object)first);
                AfterACommit(first, i);
            }
            MarkList.Drain(drained);
            drained.Clear();
            // The compiler works in the background.
            Thread.Yield();
        }
    }

    [MethodImpl(Alone)]
    static void Plain(PlainAccount account, long value) => account.Balance = value;

    [MethodImpl(Alone)]
    static void Number(Members members, long value) => members.Number = value;

    /// <summary>The member is unchanged at each store, which the compiler sees.</summary>
    [MethodImpl(Alone)]
    static void AfterACommit(UntouchedAccount account, long value) => account.Balance = value;

    [MethodImpl(Alone)]
    static void Flag(Members members, int value) => members.Flag = value;

    [MethodImpl(Alone)]
    static void Text(Members members, string value) => members.Text = value;

    [MethodImpl(Alone)]
    static void Wide(Members members, decimal value) => members.Wide = value;

    [MethodImpl(Alone)]
    static Members Once(long value) => new() { Once = value };

    [MethodImpl(Alone)]
    static void Static(long value) => StaticMembers.ReplicatedNumber = value;

    [MethodImpl(Alone)]
    static void Address(Members members)
    {
        ref long address = ref members.Address;
        address += 2;
    }

    [MethodImpl(Alone)]
    static void GenericOverReference(Members<string> members, string value) => members.Set(value);

    [MethodImpl(Alone)]
    static void GenericOverValue(Members<long> members, long value) => members.Set(value);
}
