using Replicated.Tests.Capture;
using CapturedNode = Replicated.Tests.Capture.Node;

namespace Replicated.Tests.Takeover;

/// <summary>Two nodes over links in memory; the active drops most of what it creates.</summary>
[NonParallelizable]
public class When_dead_objects_are_taken_away
{
    const int DeadObjectsMax = 1024;

    [Test]
    public void a_standby_holds_little_more_than_what_is_in_use()
    {
        using var cluster = new MemoryCluster(options => options.DeadObjectsMax = DeadObjectsMax);
        var root = cluster.Root(new CapturedNode { Nodes = [] });
        long most = 0;
        for (int round = 0; round < 400; round++)
        {
            root.Nodes = [.. Enumerable.Range(0, 100).Select(number => new CapturedNode { Number = number, Next = new CapturedNode() })];
            cluster.Commit(CommitLevel.Applied);
            most = Math.Max(most, cluster.Standby.Objects);
        }
        Assert.That(most, Is.LessThan(10_000), "of the 80,000 objects that were dropped");
        root.Nodes = null;
        TestNode.Await(() =>
        {
            root.Number++;
            root.Nodes = [.. Enumerable.Range(0, 10).Select(number => new CapturedNode { Number = number })];
            cluster.Commit(CommitLevel.Applied);
            return cluster.Standby.Objects < DeadObjectsMax + 100;
        }, "what was dropped has left");
    }

    [Test]
    public void who_takes_over_in_the_middle_of_it_has_the_whole_state()
    {
        using var cluster = new MemoryCluster(options => options.DeadObjectsMax = DeadObjectsMax);
        var root = cluster.Root(new CapturedNode { Nodes = [] });
        List<CapturedNode> held = [];
        for (int round = 0; round < 100; round++)
        {
            held.AddRange(root.Nodes!.Take(1));
            root.Nodes = [.. Enumerable.Range(0, 100).Select(number => new CapturedNode { Number = number, Next = new CapturedNode() }), .. held.TakeLast(3)];
            root.Number = round;
            cluster.Commit(CommitLevel.Received);
        }
        string before = GraphText.Of(root);
        cluster.KillActive();
        Assert.That(GraphText.Of((CapturedNode)cluster.Standby.State.FindRoot("root")!), Is.EqualTo(before));
    }
}
