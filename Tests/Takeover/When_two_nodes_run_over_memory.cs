using System.Collections.Concurrent;
using Replicated.Links;

namespace Replicated.Tests.Takeover;

public class When_two_nodes_run_over_memory
{
    readonly ConcurrentBag<MemoryLink> wires = [];

    [Test]
    public void a_takeover_loses_nothing()
    {
        var lease = new MemoryLease();
        var nodes = new ConcurrentDictionary<string, TestNode>();
        using var stop = new CancellationTokenSource();
        var network = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                foreach (var wire in wires)
                    wire.Deliver();
                Thread.Yield();
            }
        });
        using var active = nodes["127.0.0.1:1"] = TestNode.InMemory("left", lease.Open(), "127.0.0.1:1", Dial);
        active.AwaitActive();
        using var standby = nodes["127.0.0.1:2"] = TestNode.InMemory("right", lease.Open(), "127.0.0.1:2", Dial);
        active.AwaitInSync();
        for (int i = 0; i < 50; i++)
            Assert.That(active.Commit(i).Level, Is.GreaterThanOrEqualTo(CommitLevel.Received));
        nodes.TryRemove("127.0.0.1:1", out _);
        active.Kill();
        standby.AwaitActive();
        Assert.That(standby.State.Values, Is.EqualTo(Enumerable.Range(0, 50)));
        stop.Cancel();
        network.Wait();

        ILink Dial(Address address)
        {
            if (!nodes.TryGetValue(address.ToString(), out var node))
                throw new IOException($"nobody listens at {address}");
            var (here, there) = MemoryLink.Pair();
            node.Node.Accept(there);
            wires.Add(here);
            wires.Add(there);
            return here;
        }
    }
}
