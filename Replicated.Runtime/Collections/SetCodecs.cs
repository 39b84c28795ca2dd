using Replicated.Values;

namespace Replicated.Collections;

internal sealed class HashSetCodec<T> : ItemsCodec<HashSet<T>, T>
{
    internal override ComparerName ComparerOf(HashSet<T> collection) => Comparers.Of(collection.Comparer, "set");

    internal override bool FindsByHash => true;

    internal override bool HasChangingKeys(HashSet<T> collection) => ChangingKeys.HasAny(collection, collection.Comparer);

    internal override HashSet<T> New(ComparerName comparer) => new(Comparers.FindEquality<T>(comparer));

    internal override int Count(HashSet<T> collection) => collection.Count;

    internal override void CopyTo(HashSet<T> collection, List<T> items)
    {
        foreach (var item in collection)
            items.Add(item);
    }

    internal override void Clear(HashSet<T> collection) => collection.Clear();

    internal override void Add(HashSet<T> collection, ReadOnlySpan<T> items)
    {
        foreach (var item in items)
            collection.Add(item);
    }
}

internal sealed class SortedSetCodec<T> : ItemsCodec<SortedSet<T>, T>
{
    internal override ComparerName ComparerOf(SortedSet<T> collection) => Comparers.Of(collection.Comparer, "sorted set");

    internal override bool HasChangingKeys(SortedSet<T> collection) => Codec<T>.Instance.HoldsReferences;

    internal override SortedSet<T> New(ComparerName comparer) => new(Comparers.FindOrder<T>(comparer));

    internal override int Count(SortedSet<T> collection) => collection.Count;

    internal override void CopyTo(SortedSet<T> collection, List<T> items)
    {
        foreach (var item in collection)
            items.Add(item);
    }

    internal override void Clear(SortedSet<T> collection) => collection.Clear();

    internal override void Add(SortedSet<T> collection, ReadOnlySpan<T> items)
    {
        foreach (var item in items)
            collection.Add(item);
    }
}
