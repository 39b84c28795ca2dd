using Replicated.Takeover;

namespace Replicated.Tests.Takeover;

#pragma warning disable CA2012 // What the rule forbids is what these tests do.

public class When_a_commit_is_waited_for
{
    readonly TimeSpan never = Timeout.InfiniteTimeSpan;

    /// <summary>A value task may be asked for its result only when it has one; who asks before must not spoil the waits of others.</summary>
    [Test]
    public void asking_too_early_is_refused_and_harms_no_later_wait()
    {
        var waiters = new CommitWaiters(TimeProvider.System);
        var early = waiters.Wait(1, CommitLevel.Received, never, default);
        Assert.That(() => early.GetAwaiter().GetResult(), Throws.InvalidOperationException);
        var later = waiters.Wait(2, CommitLevel.Received, never, default).AsTask();
        waiters.Reach(CommitLevel.Received, 1);
        Assert.That(later.IsCompleted, Is.False);
        waiters.Reach(CommitLevel.Received, 2);
        Assert.That(later.Result.Sequence, Is.EqualTo(2));
        Assert.That(early.AsTask().Result.Sequence, Is.EqualTo(1));
    }

    [Test]
    public void asking_twice_harms_no_later_wait()
    {
        var waiters = new CommitWaiters(TimeProvider.System);
        var twice = waiters.Wait(1, CommitLevel.Received, never, default);
        waiters.Reach(CommitLevel.Received, 1);
        var awaiter = twice.GetAwaiter();
        Assert.That(awaiter.GetResult().Sequence, Is.EqualTo(1));
        Assert.That(() => awaiter.GetResult(), Throws.InvalidOperationException);
        var next = waiters.Wait(2, CommitLevel.Received, never, default).AsTask();
        var afterNext = waiters.Wait(3, CommitLevel.Received, never, default).AsTask();
        waiters.Reach(CommitLevel.Received, 2);
        Assert.That(next.Wait(TimeSpan.FromSeconds(10)), Is.True);
        Assert.That(afterNext.IsCompleted, Is.False);
        waiters.Reach(CommitLevel.Received, 3);
        Assert.That((next.Result.Sequence, afterNext.Result.Sequence), Is.EqualTo((2L, 3L)));
    }
}
