using AssemblyToProcess;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Weaving.RoundTrip;

public class When_members_are_set_in_construction : RoundTripTest
{
    [Test]
    public void readonly_get_only_and_init_members_arrive()
    {
        var pair = new Pair();
        var root = pair.Root(new Constructed(7, "text") { Id = Guid.NewGuid(), At = DateTime.UtcNow });
        pair.Commit();
        var copy = pair.Copy<Constructed>();
        Assert.That(DeepComparison.Of(root, copy).Differences, Is.Empty);
        Assert.That((copy.First, copy.money, copy.Text, copy.Items.Count), Is.EqualTo((7, 7 / 4m, "text", 1)));
    }

    [Test]
    public void a_record_and_its_changed_copy_arrive_as_two()
    {
        var pair = new Pair();
        var entry = new Entry("text", 3, new Leaf { Number = 4 });
        var root = pair.Root(new List<Entry> { entry, entry.Add(2), entry });
        pair.Commit();
        var copy = pair.Copy<List<Entry>>();
        Assert.That(DeepComparison.Of(root, copy).Differences, Is.Empty);
        Assert.That(copy.Select(item => item.Amount), Is.EqualTo([3, 5, 3]));
        Assert.That(copy[0], Is.SameAs(copy[2]));
    }

    [Test]
    public void parameters_of_a_primary_constructor_that_are_kept_arrive_and_change()
    {
        var pair = new Pair();
        var root = pair.Root(new Primary(3, "name"));
        pair.Commit();
        root.Next();
        pair.Commit();
        Assert.That(DeepComparison.Of(root, pair.Copy<Primary>()).Differences, Is.Empty);
        Assert.That(pair.Copy<Primary>().Next(), Is.EqualTo(4));
    }
}
