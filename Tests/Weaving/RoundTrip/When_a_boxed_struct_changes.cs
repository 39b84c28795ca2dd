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

    [Test]
    public void where_none_changes_nothing_is_sent()
    {
        boxes.Tuples.Clear();
        pair.Commit();
        Assert.That(pair.Capture(), Is.Null);
    }
}
