using Replicated.Takeover;

namespace Replicated.Tests.Takeover;

public class When_things_are_done_afterwards
{
    /// <summary>Was: the clock's thread ended the process while another was still sending the reason.</summary>
    [Test]
    public void a_second_thread_overtakes_nothing()
    {
        var gate = new Lock();
        var afterwards = new Afterwards(gate);
        var done = new List<string>();
        using var begun = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        Add(() =>
        {
            begun.Set();
            goOn.Wait();
            done.Add("first");
        });
        var first = Task.Run(afterwards.Run);
        begun.Wait();
        Add(() => done.Add("second"));
        afterwards.Run();
        Assert.That(done, Is.Empty);
        goOn.Set();
        first.Wait();
        Assert.That(done, Is.EqualTo((string[])["first", "second"]));

        void Add(Action action)
        {
            lock (gate)
                afterwards.Add(action);
        }
    }

    [Test]
    public void one_that_fails_does_not_keep_the_others_from_being_done()
    {
        var gate = new Lock();
        var afterwards = new Afterwards(gate);
        bool done = false;
        lock (gate)
        {
            afterwards.Add(() => throw new InvalidOperationException("the first"));
            afterwards.Add(() => done = true);
        }
        Assert.That(afterwards.Run, Throws.InvalidOperationException);
        afterwards.Run();
        Assert.That(done, Is.True);
    }
}
