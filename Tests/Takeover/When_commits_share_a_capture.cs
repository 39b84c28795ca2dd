using Replicated.Takeover;

namespace Replicated.Tests.Takeover;

public class When_commits_share_a_capture
{
    [Test]
    public void who_waited_joins_a_capture_that_began_after_its_call()
    {
        using var mayCapture = new SemaphoreSlim(0);
        int captures = 0;
        var line = new CaptureLine(() =>
        {
            Interlocked.Increment(ref captures);
            mayCapture.Wait();
            return captures;
        });
        var first = Task.Run(line.Capture);
        TestNode.Await(() => Volatile.Read(ref captures) == 1, "the first capture runs");
        var waiting = Enumerable.Range(0, 5).Select(_ => new Thread(() => line.Capture())).ToList();
        waiting.ForEach(thread => thread.Start());
        TestNode.Await(() => waiting.TrueForAll(thread => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin)), "all wait");
        mayCapture.Release(2);
        waiting.ForEach(thread => thread.Join());
        Assert.That((first.Result, captures), Is.EqualTo((1L, 2)), "the running capture had begun before; one more served all five");
    }

    [Test]
    public void a_capture_that_failed_serves_nobody()
    {
        int captures = 0;
        var line = new CaptureLine(() => ++captures == 1 ? throw new ReplicationException("no") : captures);
        Assert.That(() => line.Capture(), Throws.TypeOf<ReplicationException>());
        Assert.That(line.Capture(), Is.EqualTo(2));
    }
}
