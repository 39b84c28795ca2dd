using Replicated.Takeover;
using Replicated.Tests.Takeover;

namespace Replicated.Tests.Capture;

[NonParallelizable]
public class When_a_root_is_named
{
    /// <summary>Taken, it would make every later commit of the process fail.</summary>
    [Test]
    public void one_that_cannot_be_replicated_is_refused_at_once()
    {
        var state = new ObjectState(WriterMode.Racing);
        Assert.That(() => state.AddRoot("text", "a text"), Throws.TypeOf<ReplicationException>().With.Message.Contains("The root 'text' cannot be a System.String")
            .And.Message.Contains("a class that is marked with [Replicated] or Include"));
        Assert.That(
            () => state.AddRoot("prices", new Dictionary<string, int>(EqualityComparer<string>.Create((first, second) => first == second))),
            Throws.TypeOf<ReplicationException>().With.Message.Contains("with the comparer"));
        Assert.That(() => state.AddRoot("text", new List<int>()), Throws.Nothing);
    }

    /// <summary>It would not be of the state that is taken over, and stand before it.</summary>
    [Test]
    public void a_standby_has_none()
    {
        var lease = new MemoryLease();
        using var active = TestNode.OnLoopback("left", lease.Open());
        active.AwaitActive();
        using var standby = TestNode.OnLoopback("right", lease.Open());
        active.AwaitInSync();
        Assert.That(() => standby.Node.Exclusively(() => 1), Throws.TypeOf<ReplicationException>().With.Message.Contains("right is a standby"));
        Assert.That(active.Node.Exclusively(() => 1), Is.EqualTo(1));
    }
}
