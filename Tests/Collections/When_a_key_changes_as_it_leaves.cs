using System.Collections.Concurrent;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Collections;

/// <summary>
/// Trap X25: a key leaves a collection, its hash code changes, and it may come back, all in one commit. On a standby it is still where its
/// old hash code said.
/// </summary>
[NonParallelizable]
public class When_a_key_changes_as_it_leaves
{
    readonly Price first = new() { Amount = 1 };
    readonly Price second = new() { Amount = 2 };
    Pair pair = null!;

    [SetUp]
    public void Begin()
    {
        first.GetHeader() = default;
        second.GetHeader() = default;
        (first.Amount, second.Amount) = (1, 2);
        pair = new Pair();
    }

    [Test]
    public void it_is_gone_from_a_dictionary()
    {
        var map = CommittedMap();
        map.Remove(first);
        first.Amount = 9;
        Assert.That(Copied(), Is.EqualTo("2=20"));
    }

    [Test]
    public void another_that_it_equals_now_stays()
    {
        var map = CommittedMap();
        map.Remove(first);
        first.Amount = 2;
        Assert.That(Copied(), Is.EqualTo("2=20"));
    }

    [Test]
    public void back_with_another_value_it_is_there_once()
    {
        var map = CommittedMap();
        map.Remove(first);
        first.Amount = 9;
        map[first] = 90;
        Assert.That(Copied(), Is.EqualTo("9=90 2=20"));
    }

    static IEnumerable<TestCaseData> Kinds()
    {
        yield return Kind<Dictionary<Price, int>>();
        yield return Kind<HashSet<Price>>();
        yield return Kind<OrderedDictionary<Price, int>>();
        yield return Kind<ConcurrentDictionary<Price, int>>();
    }

    static TestCaseData Kind<T>()
        where T : new()
        => new TestCaseData(new T()).SetArgDisplayNames(typeof(T).Name);

    [TestCaseSource(nameof(Kinds))]
    public void back_at_its_place_it_is_found_after_a_takeover(object collection)
    {
        Add(collection, first);
        Add(collection, second);
        pair.Root(collection);
        pair.Commit();
        Remove(collection, first);
        first.Amount = 9;
        Add(collection, first);
        pair.Commit();
        object taken = pair.TakeOver().Active.Roots["root"];
        Assert.That(Keys(taken).Select(key => Has(taken, key)), Is.EqualTo([true, true]));
    }

    static IEnumerable<TestCaseData> SortedKindsToo() => [.. Kinds(), Kind<SortedDictionary<Price, int>>(), Kind<SortedList<Price, int>>(), Kind<SortedSet<Price>>()];

    /// <summary>A slice has members as they are and collections as they were sent, in which two keys are the same for now.</summary>
    [TestCaseSource(nameof(SortedKindsToo))]
    public void a_snapshot_meanwhile_is_right_with_the_frame_after_it(object collection)
    {
        Add(collection, first);
        Add(collection, second);
        pair.Root(collection);
        pair.Commit();
        Remove(collection, first);
        first.Amount = 2;
        pair.Snapshot();
        first.Amount = 1;
        Add(collection, first);
        pair.Commit();
        object taken = pair.TakeOver().Active.Roots["root"];
        Assert.That(Keys(taken).Select(key => key.Amount), Is.EquivalentTo([1, 2]));
        Assert.That(Keys(taken).Select(key => Has(taken, key)), Is.EqualTo([true, true]));
    }

    Dictionary<Price, int> CommittedMap()
    {
        var map = pair.Root(new Dictionary<Price, int> { [first] = 10, [second] = 20 });
        pair.Commit();
        return map;
    }

    string Copied()
    {
        pair.Commit();
        return string.Join(' ', pair.Copy<Dictionary<Price, int>>().Select(entry => $"{entry.Key.Amount}={entry.Value}"));
    }

    static IEnumerable<Price> Keys(object collection) => collection as IEnumerable<Price> ?? ((IDictionary<Price, int>)collection).Keys;

    static bool Has(object collection, Price key) => collection is ISet<Price> set ? set.Contains(key) : ((IDictionary<Price, int>)collection).ContainsKey(key);

    static void Remove(object collection, Price key)
        => _ = collection is ISet<Price> set ? set.Remove(key) : ((IDictionary<Price, int>)collection).Remove(key);

    static void Add(object collection, Price key)
    {
        if (collection is ISet<Price> set)
            set.Add(key);
        else
            ((IDictionary<Price, int>)collection).Add(key, 1);
    }
}
