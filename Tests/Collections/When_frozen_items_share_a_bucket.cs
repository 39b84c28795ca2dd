using System.Collections.Frozen;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Collections;

/// <summary>A frozen set made from the items of another turns round those that share a bucket.</summary>
public class When_frozen_items_share_a_bucket
{
    static readonly FrozenSet<int> numbers = new[] { 8, 67, 10, 70, 15, 76, 21, 82, 83, 27, 87, 88, 30, 90, 95, 96, 43, 46, 49, 54 }.ToFrozenSet();

    static readonly FrozenDictionary<string, int> texts = Enumerable.Range(0, 24).ToDictionary(i => $"k{i}").ToFrozenDictionary(StringComparer.Ordinal);

    [Test]
    public void one_made_from_the_items_of_another_has_another_order()
    {
        Assert.That(numbers.ToArray().ToFrozenSet().ToArray(), Is.Not.EqualTo(numbers.ToArray()));
        Assert.That(texts.ToArray().ToFrozenDictionary(StringComparer.Ordinal).ToArray(), Is.Not.EqualTo(texts.ToArray()));
    }

    [Test]
    public void their_order_arrives()
    {
        var pair = new Pair();
        pair.Root(new List<object> { numbers, texts });

        pair.Commit();

        CheckOrder(pair);
    }

    [Test]
    public void their_order_stays_through_a_snapshot()
    {
        var pair = new Pair();
        pair.Root(new List<object> { numbers, texts });
        pair.Commit();

        pair.Snapshot();

        CheckOrder(pair);
    }

    static void CheckOrder(Pair pair)
    {
        var copy = pair.Copy<List<object>>();
        Assert.That(((FrozenSet<int>)copy[0]).ToArray(), Is.EqualTo(numbers.ToArray()));
        Assert.That(((FrozenDictionary<string, int>)copy[1]).ToArray(), Is.EqualTo(texts.ToArray()));
    }
}
