using AssemblyToProcess;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>An event is written by <c>Interlocked.CompareExchange</c> on the address of its field, never by a store.</summary>
public class When_subscriptions_race_commits : RoundTripTest
{
    const int Threads = 4;
    const int Rounds = 60;
    const int PerRound = 12;
    const int CountedLambda = 4;

    [Test]
    public void all_subscriptions_are_on_the_standby()
    {
        var pair = new Pair();
        var root = pair.Root(new Publisher());
        pair.Commit();
        int expected = 0;
        for (int round = 0; round < Rounds; round++)
        {
            using var start = new Barrier(Threads + 1);
            Thread[] threads = [.. Enumerable.Range(0, Threads).Select(_ => new Thread(() => Subscribe(root, start)))];
            foreach (var thread in threads)
                thread.Start();
            start.SignalAndWait();
            while (threads.Any(thread => thread.IsAlive))
                pair.Commit();
            expected += Threads * PerRound;
            pair.Commit();
            Assert.That(Handlers(pair.Copy<Publisher>()), Is.EqualTo(Handlers(root)).And.EqualTo(expected), $"round {round}");
        }
    }

    /// <summary>Each is a lambda with variables of its own.</summary>
    static void Subscribe(Publisher root, Barrier start)
    {
        start.SignalAndWait();
        for (int i = 0; i < PerRound; i++)
            root.Subscribe(CountedLambda, i);
    }

    static int Handlers(Publisher publisher)
    {
        var field = typeof(Publisher).GetField(nameof(Publisher.Changed), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!;
        return ((Delegate?)field.GetValue(publisher))?.GetInvocationList().DistinctBy(handler => handler.Target, ReferenceEqualityComparer.Instance).Count() ?? 0;
    }
}
