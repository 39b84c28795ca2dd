using Replicated.Takeover;
using Replicated.Woven;

namespace Replicated.Tests.Takeover;

public class When_commits_share_a_capture
{
    static readonly TimeSpan deadline = TimeSpan.FromSeconds(30);

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
        }, deadline, TimeProvider.System, Ignore);
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
        var line = new CaptureLine(() => ++captures == 1 ? throw new ReplicationException("no") : captures, deadline, TimeProvider.System, Ignore);
        Assert.That(() => line.Capture(), Throws.TypeOf<ReplicationException>());
        Assert.That(line.Capture(), Is.EqualTo(2));
    }

    /// <summary>1. A runs the initialiser. 2. B captures, and code of the program there waits for the initialiser. 3. A commits.</summary>
    [Test]
    public void a_commit_within_a_type_initialiser_does_not_wait_for_ever_for_a_capture_that_waits_for_it()
    {
        using var runs = new ManualResetEventSlim();
        using var captures = new ManualResetEventSlim();
        var line = new CaptureLine(() =>
        {
            captures.Set();
            Initialised.Touch();
            return 1;
        }, TimeSpan.FromMilliseconds(1), TimeProvider.System, Ignore);
        Initialised.Body = () =>
        {
            runs.Set();
            captures.Wait();
            line.Capture();
        };

        var first = Task.Run(Initialised.Touch);
        runs.Wait();
        var second = Task.Run(() => line.Capture());

        Assert.That(() => first.WaitAsync(deadline), Throws.TypeOf<TypeInitializationException>().With.InnerException.TypeOf<ReplicationException>()
            .And.InnerException.Message.Contains("Initialised+Held commits").And.InnerException.Message.Contains("commit when it has ended"));
        Assert.That(() => second.WaitAsync(deadline), Throws.TypeOf<TypeInitializationException>());
    }

    /// <summary>1. A runs the initialiser, and waits for what B does. 2. B commits.</summary>
    [Test]
    public void a_commit_that_waits_for_an_initialiser_says_so_once_it_takes_long()
    {
        using var runs = new ManualResetEventSlim();
        using var mayEnd = new ManualResetEventSlim();
        using var said = new ManualResetEventSlim();
        var lines = new List<string>();
        var line = new CaptureLine(() => 1, TimeSpan.FromMilliseconds(1), TimeProvider.System, sentence =>
        {
            lines.Add(sentence);
            said.Set();
        });
        Slow.Body = () =>
        {
            runs.Set();
            mayEnd.Wait();
        };
        var first = Task.Run(Slow.Touch);
        runs.Wait();
        Initialisers.Announce(Slow.Type);
        var second = Task.Run(() => line.Capture());
        said.Wait();

        Assert.That(second.IsCompleted, Is.False);
        mayEnd.Set();
        Assert.That(second.WaitAsync(deadline).Result, Is.EqualTo(1));
        first.WaitAsync(deadline).Wait();
        Assert.That(lines, Has.Count.EqualTo(1).And.One.Contains("has waited for 0.001 s for the type initialiser of Replicated.Tests.Takeover.When_commits_share_a_capture+Slow+Held").And.One.Contains("let it not wait for them"));
    }

    static void Ignore(string sentence)
    {
    }

    static class Slow
    {
        internal static Action Body { get; set; } = null!;

        internal static Type Type => typeof(Held);

        internal static void Touch() => Held.Touch();

        static class Held
        {
            static Held() => Body();

            internal static void Touch()
            {
            }
        }
    }

    static class Initialised
    {
        internal static Action Body { get; set; } = null!;

        internal static void Touch() => Held.Touch();

        static class Held
        {
            static Held() => Body();

            internal static void Touch()
            {
            }
        }
    }
}
