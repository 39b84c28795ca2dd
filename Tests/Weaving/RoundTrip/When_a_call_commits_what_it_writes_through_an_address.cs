using AssemblyToProcess;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>A mark when the call returns comes too late: the main loop of a program may be a call that gets an address, and never return.</summary>
public class When_a_call_commits_what_it_writes_through_an_address : RoundTripTest
{
    Pair pair = null!;
    Lending lending = null!;
    List<int> arrived = null!;

    [SetUp]
    public void Attach()
    {
        pair = new Pair();
        lending = pair.Root(new Lending());
        pair.Commit();
        arrived = [];
    }

    [Test]
    public void each_commit_has_what_was_written_before_it()
    {
        lending.WorkOnNumber(() => CommitAndNote(copy => copy.Number));
        Assert.That(arrived, Is.EqualTo([1, 2, 3]));
    }

    [Test]
    public void so_it_is_of_a_struct_that_changes_itself()
    {
        lending.WorkOnStruct(() => CommitAndNote(copy => copy.Taken));
        Assert.That(arrived, Is.EqualTo([1, 2, 3]));
    }

    [Test]
    public void so_it_is_of_calls_within_each_other()
    {
        lending.WorkOnBoth(() => CommitAndNote(copy => (100 * copy.Taken) + copy.Number));
        Assert.That(arrived, Is.EqualTo([110, 111]));
    }

    [Test]
    public void so_it_is_of_a_commit_in_another_thread()
    {
        lending.WorkOnNumber(() => Task.Run(() => CommitAndNote(copy => copy.Number)).GetAwaiter().GetResult());
        Assert.That(arrived, Is.EqualTo([1, 2, 3]));
    }

    [Test]
    public void so_it_is_of_a_static()
    {
        int captures = 0;
        Lending.WorkOnStatic(() => captures += pair.Capture() is null ? 0 : 1);
        Assert.That(captures, Is.EqualTo(3));
    }

    [Test]
    public void when_it_has_returned_or_thrown_commits_take_what_changed_only()
    {
        lending.WorkOnNumber(() => { });
        Assert.That(() => lending.WorkOnStruct(() => throw new InvalidOperationException()), Throws.InvalidOperationException);
        Assert.That(pair.Capture(), Is.Not.Null);
        Assert.That(pair.Capture(), Is.Null);
    }

    void CommitAndNote(Func<Lending, int> part)
    {
        pair.Commit();
        arrived.Add(part(pair.Copy<Lending>()));
    }
}
