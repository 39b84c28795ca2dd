using AssemblyToProcess;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Weaving.RoundTrip;

public class When_a_member_does_not_say_what_it_holds : RoundTripTest
{
    static readonly object?[] values = Open.Values(new Open());

    static IEnumerable<TestCaseData> Values() => values.Select((value, index) => new TestCaseData(index).SetArgDisplayNames($"{index} {value?.GetType().Name}"));

    [TestCaseSource(nameof(Values))]
    public void it_arrives_behind_each_member(int index)
    {
        var pair = new Pair();
        var root = pair.Root(new Open());
        pair.Commit();
        Open.Store(root, index, Open.Values(root)[index]);
        pair.Commit();
        Assert.That(DeepComparison.Of(root, pair.Copy<Open>()).Differences, Is.Empty);

        Open.Store(root, index, Open.Values(root)[(index + 1) % values.Length]);
        pair.Commit();
        Assert.That(DeepComparison.Of(root, pair.Copy<Open>()).Differences, Is.Empty);

        pair.Snapshot(sliceBytes: 64);
        Assert.That(DeepComparison.Of(root, pair.Copy<Open>()).Differences, Is.Empty, "after a snapshot");
    }

    [Test]
    public void a_plain_object_stays_the_same_one()
    {
        var pair = new Pair();
        var root = pair.Root(new Open());
        root.Any = root.sync;
        root.List = [root.sync, new object()];
        pair.Commit();
        var copy = pair.Copy<Open>();
        Assert.That(copy.sync, Is.Not.Null.And.Not.SameAs(root.sync));
        Assert.That(copy.Any, Is.SameAs(copy.sync));
        Assert.That(copy.List![0], Is.SameAs(copy.sync));
        Assert.That(copy.List[1], Is.Not.SameAs(copy.sync));
    }

    [Test]
    public void what_it_holds_is_tracked_like_anything_else()
    {
        var pair = new Pair();
        var root = pair.Root(new Open());
        var leaf = new Leaf();
        root.Any = leaf;
        root.Numbers = new List<int> { 1 };
        pair.Commit();
        leaf.Number = 5;
        root.Numbers.Add(2);
        pair.Commit();
        var copy = pair.Copy<Open>();
        Assert.That(((Leaf)copy.Any!).Number, Is.EqualTo(5));
        Assert.That(copy.Numbers, Is.EqualTo([1, 2]));
    }

    static readonly object[] refused = [TimeZoneInfo.Utc, new UnwovenClass(), new UnwovenStruct { Number = 3 }, UnwovenEnum.One, new List<UnwovenEnum>(), new List<UnwovenClass>()];

    [TestCaseSource(nameof(refused))]
    public void what_cannot_be_replicated_is_refused_with_its_path(object value)
    {
        var pair = new Pair();
        var root = pair.Root(new Open());
        pair.Commit();
        root.List = [3];
        root.Any = value;
        Assert.That(() => pair.Commit(), Throws.TypeOf<ReplicationException>().With.Message.StartsWith("root.Any: ").And.Message.Contains(value.GetType().Name));

        root.Any = 5;
        pair.Commit();
        Assert.That(DeepComparison.Of(root, pair.Copy<Open>()).Differences, Is.Empty, "the next commit brings all");
    }

    sealed class UnwovenClass;

    struct UnwovenStruct
    {
        internal int Number;
    }

    enum UnwovenEnum
    {
        One = 1,
    }
}
