using AssemblyToProcess;
using Replicated.Marks;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Weaving.RoundTrip;

public class When_objects_are_rebuilt : RoundTripTest
{
    [TearDown]
    public void Mend() => (Fragile.Fails, Fragile.Writes) = (false, false);

    [Test]
    public void what_is_not_replicated_is_there_when_the_frame_is_applied()
    {
        var (pair, _) = Begin(new Catalogue { Leaves = [new Leaf { Number = 7 }] });
        Assert.That(pair.Copy<Catalogue>().Find("leaf 7"), Is.SameAs(pair.Copy<Catalogue>().Leaves.Single()));
    }

    [Test]
    public void the_base_class_comes_first_and_an_override_in_the_place_of_what_it_overrides()
    {
        var (pair, _) = Begin(new LargeCatalogue { Other = new Catalogue { Leaves = [new Leaf()] } });
        Assert.That(pair.Copy<LargeCatalogue>().Calls, Is.EqualTo(["Index", "LargeCatalogue.Complete", "After, the other has 1"]));
    }

    [Test]
    public void each_object_is_rebuilt_once()
    {
        var (pair, root) = Begin(new Catalogue());
        root.Leaves = [new Leaf { Number = 8 }];
        pair.Commit();
        root.Other = new Catalogue();
        pair.Commit();
        Assert.That((pair.Copy<Catalogue>().Calls!.Count, pair.Copy<Catalogue>().Other!.Calls!.Count), Is.EqualTo((2, 2)));
    }

    [Test]
    public void generic_classes_and_snapshots_are_rebuilt_too()
    {
        var (pair, root) = Begin(new Indexed<string> { Items = ["a", "b"] });
        root.Items = ["a"];
        pair.Commit();
        pair.Snapshot();
        Assert.That(pair.Copy<Indexed<string>>().CountAtLast, Is.EqualTo(1));
    }

    [Test]
    public void a_failure_is_named_and_the_state_flows_and_later_frames_try_again()
    {
        Fragile.Fails = true;
        var (pair, root) = Begin(new Fragile { Number = 1 });
        string fault = pair.Applier.Rebuilder.Faults.Single();
        root.Number = 2;
        pair.Commit();
        Assert.That((pair.Copy<Fragile>().Number, pair.Applier.Rebuilder.Faults.Count), Is.EqualTo((2, 1)));
        Fragile.Fails = false;
        for (int commit = 0; commit < 4; commit++)
        {
            root.Number++;
            pair.Commit();
        }
        Assert.That(fault, Does.StartWith("[OnReplicated] AssemblyToProcess.Fragile.Rebuild of object ").And.EndsWith(" threw InvalidOperationException: no index today"));
        Assert.That((pair.Copy<Fragile>().IsRebuilt, pair.Applier.Rebuilder.Faults.Count), Is.EqualTo((true, 0)));
    }

    [Test]
    public void a_change_of_replicated_state_is_named()
    {
        Fragile.Writes = true;
        var (pair, _) = Begin(new Fragile { Number = 1 });
        MarkList.Drain([]);
        Assert.That(pair.Applier.Rebuilder.Faults.Single(), Does.Contain("changed replicated state"));
    }

    [Test]
    public void many_failures_are_counted()
    {
        Fragile.Fails = true;
        var pair = new Pair();
        pair.Root(Enumerable.Range(0, 25).Select(number => new Fragile { Number = number }).ToList());
        pair.Commit();
        Assert.That(pair.Applier.Rebuilder.Faults, Has.Count.EqualTo(11));
        Assert.That(pair.Applier.Rebuilder.Faults[^1], Is.EqualTo("15 objects more could not be rebuilt"));
    }

    static (Pair Pair, T Root) Begin<T>(T value)
        where T : class
    {
        var pair = new Pair();
        var root = pair.Root(value);
        pair.Commit();
        return (pair, root);
    }
}
