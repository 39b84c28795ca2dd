using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using StateFuzz.Changing;

namespace StateFuzz.Model;

/// <summary>Collections that find what is in them by a key, which is a value.</summary>
public sealed class Tables<TKey, TValue> : Piece
    where TKey : notnull
{
    Dictionary<TKey, TValue?>? map;
    SortedDictionary<TKey, TValue?>? sorted;
    SortedList<TKey, TValue?>? sortedList;
    OrderedDictionary<TKey, TValue?>? ordered;
    ConcurrentDictionary<TKey, TValue?>? concurrent;
    ImmutableDictionary<TKey, TValue?>? immutable;
    ImmutableSortedDictionary<TKey, TValue?>? immutableSorted;
    FrozenDictionary<TKey, TValue?>? frozen;
    HashSet<TKey>? set;
    SortedSet<TKey>? sortedSet;
    ImmutableHashSet<TKey>? immutableSet;
    ImmutableSortedSet<TKey>? immutableSortedSet;
    FrozenSet<TKey>? frozenSet;
    ConcurrentBag<TKey>? bag;
    Dictionary<TKey, List<TValue?>>? lists;
    IDictionary<TKey, TValue?>? behind;

    internal override int OwnWays => 17;

    static TKey Key(Source source) => Keys.Of<TKey>(source);

    protected override void ChangeOwn(int way, Source source)
    {
        switch (way)
        {
            case 0:
            case 1: map = source.Replaces(map, () => new(Keys.Equality<TKey>(source)), out var ofMap) ? ofMap : Maps.Change(map!, source, () => Key(source)); break;
            case 2: sorted = source.Replaces(sorted, () => new(Keys.Order<TKey>(source)), out var ofSorted) ? ofSorted : Maps.Change(sorted!, source, () => Key(source)); break;
            case 3: sortedList = source.Replaces(sortedList, () => new(Keys.Order<TKey>(source)), out var ofList) ? ofList : Maps.Change(sortedList!, source, () => Key(source)); break;
            case 4: ordered = source.Replaces(ordered, () => new(Keys.Equality<TKey>(source)), out var ofOrdered) ? ofOrdered : Maps.Change(ordered!, source, () => Key(source)); break;
            case 5: concurrent = source.Replaces(concurrent, () => new(Keys.Equality<TKey>(source)), out var ofConcurrent) ? ofConcurrent : Maps.Change(concurrent!, source, () => Key(source)); break;
            case 6: immutable = source.OneIn(6) ? null : (immutable ?? ImmutableDictionary.Create<TKey, TValue?>(Keys.Equality<TKey>(source))).SetItem(Key(source), source.Make<TValue>()); break;
            case 7: immutableSorted = source.OneIn(6) ? null : (immutableSorted ?? ImmutableSortedDictionary.Create<TKey, TValue?>(Keys.Order<TKey>(source))).SetItem(Key(source), source.Make<TValue>()); break;
            case 8: frozen = source.OneIn(4) ? null : map?.ToFrozenDictionary(map.Comparer); break;
            case 9:
            case 10: set = source.Replaces(set, () => new(Keys.Equality<TKey>(source)), out var ofSet) ? ofSet : Sets.Change(set!, source, () => Key(source)); break;
            case 11: sortedSet = source.Replaces(sortedSet, () => new(Keys.Order<TKey>(source)), out var ofSortedSet) ? ofSortedSet : Sets.Change(sortedSet!, source, () => Key(source)); break;
            case 12: immutableSet = source.OneIn(6) ? null : (immutableSet ?? ImmutableHashSet.Create(Keys.Equality<TKey>(source))).Add(Key(source)); break;
            case 13: immutableSortedSet = source.OneIn(6) ? null : (immutableSortedSet ?? ImmutableSortedSet.Create(Keys.Order<TKey>(source))).Add(Key(source)); break;
            case 14: frozenSet = source.OneIn(4) ? null : set?.ToFrozenSet(set.Comparer); break;
            case 15: bag = source.Replaces(bag, () => [], out var ofBag) ? ofBag : Queues.Change(bag!, source, () => Key(source)); break;
            case 16: ChangeNested(source); break;
        }
    }

    void ChangeNested(Source source)
    {
        if (source.OneIn(3))
            behind = source.OneIn(2) ? map : sorted;
        else if (behind is { Count: > 0 } && source.OneIn(2))
            behind[Key(source)] = source.Make<TValue>();
        else if (lists is null || source.OneIn(8))
            lists = source.OneIn(4) ? null : [];
        else if (lists.TryGetValue(Key(source), out var list))
            Lists.Change(list, source);
        else
            lists[Key(source)] = [source.Make<TValue>()];
    }
}
