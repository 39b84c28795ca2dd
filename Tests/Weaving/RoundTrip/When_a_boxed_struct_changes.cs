using AssemblyToProcess;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>A call through an interface changes the struct in its box; no member is stored to.</summary>
public class When_a_boxed_struct_changes : RoundTripTest
{
    Pair pair = null!;
    Boxes boxes = null!;

    [SetUp]
    public void Attach()
    {
        pair = new Pair();
        boxes = pair.Root(new Boxes());
        boxes.BindDelegate();
        pair.Commit();
    }

    static readonly (string, Func<Boxes, ICounts> Of)[] inMembers =
    [
        ("Direct", boxes => boxes.Direct!),
        ("Within", boxes => boxes.Within.Item2!),
        ("List", boxes => boxes.List[1]),
        ("Dictionary", boxes => (ICounts)boxes.Dictionary["first"]),
        ("Tuples", boxes => (ICounts)boxes.Tuples[0].Item2),
    ];

    static IEnumerable<TestCaseData> InMembers() => inMembers.Select(one => new TestCaseData(one.Of).SetArgDisplayNames(one.Item1));

    [TestCaseSource(nameof(InMembers))]
    public void the_change_arrives(object of)
    {
        var box = (Func<Boxes, ICounts>)of;
        for (int count = 1; count <= 3; count++)
        {
            box(boxes).Increment();
            pair.Commit();
            Assert.That(box(pair.Copy<Boxes>()).Count, Is.EqualTo(count));
        }
    }

    [Test]
    public void so_does_that_of_the_target_of_a_delegate()
    {
        boxes.Delegate!();
        pair.Commit();
        Assert.That(Boxes.CountOf(pair.Copy<Boxes>().Delegate!), Is.EqualTo(1));
    }

    /// <summary>It is sent once and the box would change in it.</summary>
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public void one_in_an_immutable_collection_is_refused_and_the_next_commit_is_as_if_it_had_not_been_there(int constant)
    {
        boxes.Other = Boxes.Immutable()[constant];
        Assert.That(
            () => pair.Capture(),
            Throws.TypeOf<ReplicationException>().With.Message.Contains("Other: a AssemblyToProcess.Counter, which its methods change, cannot be replicated as an object in an immutable collection"));
        boxes.Other = Boxes.Immutable()[^1];
        boxes.Direct!.Increment();
        pair.Commit();
        Assert.That(pair.Copy<Boxes>().Direct!.Count, Is.EqualTo(1));
    }

    [Test]
    public void where_none_changes_nothing_is_sent()
    {
        boxes.Tuples.Clear();
        pair.Commit();
        Assert.That(pair.Capture(), Is.Null);
    }
}
