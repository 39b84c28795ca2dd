using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Replicated.Tests.Capture;
using Replicated.Woven;

namespace Replicated.Tests.Collections;

/// <summary>How items are hashed and ordered is part of the state.</summary>
[NonParallelizable]
public class When_a_collection_compares_its_items
{
    static readonly string[] texts = ["b", "A", "ccc", "B"];

    static readonly Descending descending = new() { Modulus = 10 };

    [OneTimeSetUp]
    public void Announce() => Tracker.RegisterComparer<ByLength>();

    static IEnumerable<TestCaseData> ByText()
    {
        var ignoring = StringComparer.OrdinalIgnoreCase;
        var byLength = new ByLength();
        yield return Case(new HashSet<string>(texts, ignoring), set => (set, set.Comparer));
        yield return Case(new HashSet<string>(texts, byLength), set => (set, set.Comparer));
        yield return Case(new SortedSet<string>(texts, ignoring), set => (set, set.Comparer));
        yield return Case(new SortedSet<string>(texts, byLength), set => (set, set.Comparer));
        yield return Case(new SortedDictionary<string, int>(byLength) { ["a"] = 1, ["bb"] = 2 }, map => (map, map.Comparer));
        yield return Case(new SortedList<string, int>(StringComparer.InvariantCulture) { ["a"] = 1, ["B"] = 2 }, map => (map, map.Comparer));
        yield return Case(new OrderedDictionary<string, int>(ignoring) { ["b"] = 1, ["A"] = 2 }, map => (map, map.Comparer));
        yield return Case(new ConcurrentDictionary<string, int>(byLength) { ["b"] = 1 }, map => (map, map.Comparer));
        yield return Case(ImmutableSortedSet.CreateRange(byLength, texts), set => (set, set.KeyComparer));
        yield return Case(ImmutableHashSet.CreateRange(byLength, texts), set => (set, set.KeyComparer));
        yield return Case(ImmutableDictionary.Create<string, int>(ignoring).Add("a", 1), map => (map, map.KeyComparer));
        yield return Case(ImmutableSortedDictionary.Create<string, int>(byLength).Add("a", 1), map => (map, map.KeyComparer));
        yield return Case(texts.ToFrozenSet(ignoring), set => (set, set.Comparer));
        yield return Case(new Dictionary<string, int> { ["a"] = 1 }.ToFrozenDictionary(byLength), map => (map, map.Comparer));
        yield return Case(new HashSet<Price>(ReferenceEqualityComparer.Instance) { new() { Amount = 1 }, new() { Amount = 1 } }, set => (set, set.Comparer));
        yield return Case(new PriorityQueue<int, string>([(1, "bb"), (2, "a")], byLength), queue => (queue.UnorderedItems, queue.Comparer));
        yield return Case(new SortedSet<int>(descending) { 13, 25, 7, 17 }, set => (set, set.Comparer));
        yield return Case(new HashSet<int>(descending) { 13, 25, 7, 17 }, set => (set, set.Comparer));
        yield return Case(new Dictionary<int, int>(descending) { [13] = 1, [25] = 2 }, map => (map, map.Comparer));
        yield return Case(new PriorityQueue<string, int>([("a", 13), ("b", 25), ("c", 7)], descending), queue => (queue.UnorderedItems, queue.Comparer));
        yield return Case(ImmutableSortedSet.Create(descending, 13, 25, 7, 17), set => (set, set.KeyComparer));
        yield return Case(ImmutableHashSet.Create<int>(descending, 13, 25, 7, 17), set => (set, set.KeyComparer));
    }

    static TestCaseData Case<T>(T collection, Func<T, (System.Collections.IEnumerable, object)> look)
        => new TestCaseData(collection, (Func<object, (System.Collections.IEnumerable, object)>)(copy => look((T)copy))).SetArgDisplayNames(typeof(T).Name, look(collection).Item2.GetType().Name);

    [TestCaseSource(nameof(ByText))]
    public void the_comparer_arrives_with_the_items(object collection, object look)
    {
        descending.GetHeader() = default;
        var pair = new Pair();
        pair.Root(collection);
        pair.Commit();
        Check();
        pair.Snapshot();
        Check();

        void Check()
        {
            var (items, comparer) = ((Func<object, (System.Collections.IEnumerable, object)>)look)(collection);
            var (copies, copyOfComparer) = ((Func<object, (System.Collections.IEnumerable, object)>)look)(pair.Copy<object>());
            Assert.That(ItemText.Of(copies), Is.EqualTo(ItemText.Of(items)));
            Assert.That(copyOfComparer.GetType(), Is.EqualTo(comparer.GetType()));
            if (comparer is StringComparer or ReferenceEqualityComparer)
                Assert.That(copyOfComparer, Is.EqualTo(comparer));
            if (comparer is Descending)
                Assert.That(((Descending)copyOfComparer).Modulus, Is.EqualTo(10));
        }
    }

    [Test]
    public void a_comparer_that_two_collections_share_stays_one()
    {
        descending.GetHeader() = default;
        var pair = new Pair();
        var root = pair.Root(new Dictionary<int, SortedSet<int>> { [1] = new(descending) { 3, 5 } });
        pair.Commit();
        root[2] = new(descending) { 7 };
        pair.Commit();
        var copy = pair.Copy<Dictionary<int, SortedSet<int>>>();
        Assert.That(copy[2].Comparer, Is.SameAs(copy[1].Comparer));
    }

    static IEnumerable<TestCaseData> Refused()
    {
        var byLambda = Comparer<string>.Create((x, y) => string.CompareOrdinal(x, y));
        yield return new TestCaseData(new SortedSet<string>(byLambda), "sorted set");
        yield return new TestCaseData(new SortedDictionary<string, int>(byLambda), "sorted dictionary");
        yield return new TestCaseData(new SortedList<string, int>(byLambda), "sorted list");
        yield return new TestCaseData(new PriorityQueue<int, string>(byLambda), "priority queue");
        yield return new TestCaseData(ImmutableSortedSet.Create(byLambda, "a"), "sorted set");
        yield return new TestCaseData(new HashSet<string>(EqualityComparer<string>.Create((x, y) => x == y)), "set");
        yield return new TestCaseData(new HashSet<int>(new Unannounced()), "set");
    }

    [TestCaseSource(nameof(Refused))]
    public void another_one_is_refused_with_a_way_out(object collection, string kind)
    {
        var pair = new Pair();
        pair.Root(collection);
        Assert.That(() => pair.Commit(), Throws.TypeOf<ReplicationException>()
            .With.Message.Contains($"a {kind} with the comparer").And.Message.Contains("use the default comparer")
            .And.Message.Contains("neither fields nor type parameters"));
    }

    static IEnumerable<TestCaseData> OfPrices()
    {
        var prices = Enumerable.Range(0, 50).Select(amount => new Price { Amount = amount * 7 % 50 }).ToList();
        object[] collections =
        [
            new SortedSet<Price>(prices), new HashSet<Price>(prices), new SortedDictionary<Price, int>(prices.ToDictionary(price => price, price => price.Amount)),
            new SortedList<Price, int>(prices.ToDictionary(price => price, price => price.Amount)), new PriorityQueue<int, Price>(prices.Select(price => (price.Amount, price))),
            prices.ToImmutableSortedSet(), prices.ToImmutableHashSet(), prices.ToFrozenSet(), prices.ToImmutableDictionary(price => price, price => price.Amount),
            // Where a list refers to such a one, or another one does, it has to wait too.
            new List<ImmutableHashSet<Price>> { prices.ToImmutableHashSet() }, ImmutableList.Create(prices.ToImmutableSortedSet()), new Dictionary<int, FrozenSet<Price>> { [1] = prices.ToFrozenSet() },
        ];
        return collections.Select(collection => new TestCaseData(collection).SetArgDisplayNames(collection.GetType().Name));
    }

    [TestCaseSource(nameof(OfPrices))]
    public void items_ordered_or_hashed_by_their_members_are_placed_when_these_are_known(object collection)
    {
        foreach (var price in Prices(collection))
            price.GetHeader() = default;
        var pair = new Pair();
        pair.Root(collection);
        pair.Commit();
        Check();
        pair.Snapshot(100);
        Check();

        void Check()
        {
            object copy = pair.Copy<object>();
            Assert.That(Text(copy), Is.EqualTo(Text(collection)));
            Assert.That(Prices(collection).Select(price => Prices(copy).Contains(new Price { Amount = price.Amount })), Has.All.True);
        }
    }

    static string Text(object collection) => collection is PriorityQueue<int, Price> queue ? string.Join(' ', queue.UnorderedItems) : ItemText.Of(collection);

    static IEnumerable<Price> Prices(object collection) => collection switch
    {
        IEnumerable<Price> prices => prices,
        IEnumerable<IEnumerable<Price>> sets => sets.Single(),
        IReadOnlyDictionary<Price, int> map => map.Keys,
        IReadOnlyDictionary<int, FrozenSet<Price>> map => map.Values.Single(),
        PriorityQueue<int, Price> queue => queue.UnorderedItems.Select(item => item.Priority),
        _ => throw new ArgumentException(collection.GetType().Name),
    };

    sealed class Unannounced : IEqualityComparer<int>
    {
        public bool Equals(int x, int y) => x == y;

        public int GetHashCode(int obj) => obj;
    }
}
