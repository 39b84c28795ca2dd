using AssemblyToProcess;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Weaving.RoundTrip;

public class When_iterators_are_committed : RoundTripTest
{
    const int Steps = 12;

    [Test]
    public void they_go_on_on_the_standby_from_each_step([Range(0, Iterators.Ways - 1)] int way, [Values(0, 2)] int number)
    {
        for (int steps = 0; steps < Steps; steps++)
        {
            var pair = new Pair();
            var root = pair.Root(new Iterators());
            pair.Commit();
            root.Begin(way, number);
            for (int step = 0; step < steps; step++)
            {
                pair.Commit();
                Same(root, pair.Copy<Iterators>(), $"step {step}");
                root.Step();
            }
            pair.Commit();
            Same(root, pair.Copy<Iterators>(), $"after {steps} steps");
            for (int step = steps; step < Steps; step++)
            {
                root.Step();
                pair.Copy<Iterators>().Step();
                Assert.That((pair.Copy<Iterators>().Total, pair.Copy<Iterators>().Log), Is.EqualTo((root.Total, root.Log)), $"step {step} on each side by itself");
            }
        }
    }

    [Test]
    public void several_that_share_what_they_use_stay_so()
    {
        var pair = new Pair();
        var root = pair.Root(new Iterators());
        foreach (int way in new[] { 0, 2, 2, 7, 11 })
        {
            root.Begin(way, way);
            root.All.Add(root.Running);
            root.Any = root.Running;
            root.Step();
            pair.Commit();
            Same(root, pair.Copy<Iterators>(), $"way {way}");
        }
        Assert.That(pair.Copy<Iterators>().Any, Is.SameAs(pair.Copy<Iterators>().Running));
        pair.Snapshot();
        Same(root, pair.Copy<Iterators>(), "snapshot");
    }

    /// <summary>Trap X24: while its code runs an iterator does not say where it is, and what it works with is not in it.</summary>
    [Test]
    public void one_that_is_running_is_refused()
    {
        var pair = new Pair();
        var root = pair.Root(new Committer());
        pair.Commit();
        Committer.Commit = () => pair.Commit();
        root.Begin();
        Assert.That(root.Step(), Is.EqualTo(1));
        pair.Commit();
        Assert.That(root.Step, Throws.TypeOf<ReplicationException>().With.Message.StartsWith("root.Running").And.Message.Contains("while its own code runs"));
        pair.Commit();
        Assert.That(pair.Copy<Committer>().Step(), Is.Zero, "the refusal ended it, as any exception does");

        Committer.Commit = () => { };
        root.Begin();
        root.Step();
        root.Step();
        pair.Commit();
        Assert.That(DeepComparison.Of(root, pair.Copy<Committer>()).Differences, Is.Empty);
        Assert.That(pair.Copy<Committer>().Step(), Is.EqualTo(3));
    }

    [Test]
    public void one_that_has_ended_arrives()
    {
        var pair = new Pair();
        var root = pair.Root(new Iterators());
        root.Begin(0, 0);
        for (int step = 0; step < 6; step++)
            root.Step();
        pair.Commit();
        Same(root, pair.Copy<Iterators>(), "ended");
        pair.Copy<Iterators>().Step();
        Assert.That(pair.Copy<Iterators>().Log[^1], Is.EqualTo("end"));
    }

    [Test]
    public void one_that_stands_within_a_collection_of_the_platform_is_refused_with_its_path()
    {
        var pair = new Pair();
        var root = pair.Root(new Iterators());
        root.Running = Iterators.OverList([1, 2]);
        pair.Commit();
        root.Step();
        Assert.That(() => pair.Commit(), Throws.TypeOf<ReplicationException>().With.Message.StartsWith("root.Running.").And.Message.Contains("by index"));
        root.Step();
        root.Step();
        pair.Commit();
        Same(root, pair.Copy<Iterators>(), "it is at its end");
    }

    static void Same(Iterators root, Iterators copy, string when) => Assert.That(DeepComparison.Of(root, copy).Differences, Is.Empty, when);
}
