using Replicated.Takeover;

namespace Replicated.Tests.Takeover;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class When_a_node_is_stopped_while_it_takes_over
{
    static readonly TimeSpan time = TimeSpan.FromSeconds(10);

    readonly MemoryLease lease = new();
    readonly TaskCompletionSource<TestNode> started = new();
    readonly TaskCompletionSource<Task> stopped = new();

    [Test]
    public async Task a_lease_taken_meanwhile_is_given_back_and_nothing_is_written()
    {
        bool wrote = false;
        using var node = Start(new MemoryLease.Handle(lease) { AtAcquired = Stop, AtWrite = () => wrote = true });

        await AwaitStopped();

        Assert.That((wrote, lease.IsHeld), Is.EqualTo((false, false)));
    }

    [Test]
    public async Task it_does_not_become_active_although_its_record_is_written()
    {
        using var node = Start(new MemoryLease.Handle(lease) { AtWritten = Stop });

        await AwaitStopped();

        Assert.That((node.Node.Activated.IsFaulted, lease.IsHeld), Is.EqualTo((true, false)));
        Assert.That(node.Log, Does.Contain("does not become active in epoch 1"));
    }

    TestNode Start(ILeaseStore store)
    {
        var node = TestNode.OnLoopback("left", store);
        started.SetResult(node);
        return node;
    }

    /// <summary>On the node's own work thread: it has set its flag and queued the release when this returns.</summary>
    void Stop() => stopped.TrySetResult(started.Task.Result.Node.StopAsync(time));

    async Task AwaitStopped() => await (await stopped.Task.WaitAsync(time)).WaitAsync(time);
}
