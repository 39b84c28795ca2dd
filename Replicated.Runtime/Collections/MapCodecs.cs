using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Replicated.Values;

namespace Replicated.Collections;

/// <summary>A collection of keys with their values.</summary>
internal abstract class MapCodec<TCollection, TKey, TValue> : ItemsCodec<TCollection, KeyValuePair<TKey, TValue>>
    where TCollection : class
    where TKey : notnull
{
    internal sealed override string? KeyOf(List<KeyValuePair<TKey, TValue>> items, object sought)
    {
        int index = items.FindIndex(item => ReferenceEquals(item.Value, sought) || ReferenceEquals(item.Key, sought));
        return index < 0 ? null : items[index].Key is string text ? $"[\"{text}\"]" : $"[{items[index].Key}]";
    }
}

internal sealed class SortedDictionaryCodec<TKey, TValue> : MapCodec<SortedDictionary<TKey, TValue>, TKey, TValue>
    where TKey : notnull
{
    internal override ComparerName ComparerOf(SortedDictionary<TKey, TValue> collection) => Comparers.Of(collection.Comparer, "sorted dictionary");

    internal override bool HasChangingKeys(SortedDictionary<TKey, TValue> collection) => Codec<TKey>.Instance.HoldsReferences;

    internal override SortedDictionary<TKey, TValue> New(ComparerName comparer) => new(Comparers.FindOrder<TKey>(comparer));

    internal override void Construct(SortedDictionary<TKey, TValue> derived, ComparerName comparer) => Constructor(derived, Comparers.FindOrder<TKey>(comparer));

    internal override int Count(SortedDictionary<TKey, TValue> collection) => collection.Count;

    internal override void CopyTo(SortedDictionary<TKey, TValue> collection, List<KeyValuePair<TKey, TValue>> items)
    {
        foreach (var item in collection)
            items.Add(item);
    }

    internal override void Clear(SortedDictionary<TKey, TValue> collection) => collection.Clear();

    internal override void Add(SortedDictionary<TKey, TValue> collection, ReadOnlySpan<KeyValuePair<TKey, TValue>> items)
    {
        foreach (var (key, value) in items)
            collection.Add(key, value);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Constructor(SortedDictionary<TKey, TValue> derived, IComparer<TKey>? comparer);
}

internal sealed class SortedListCodec<TKey, TValue> : MapCodec<SortedList<TKey, TValue>, TKey, TValue>
    where TKey : notnull
{
    internal override ComparerName ComparerOf(SortedList<TKey, TValue> collection) => Comparers.Of(collection.Comparer, "sorted list");

    internal override bool HasChangingKeys(SortedList<TKey, TValue> collection) => Codec<TKey>.Instance.HoldsReferences;

    internal override SortedList<TKey, TValue> New(ComparerName comparer) => new(Comparers.FindOrder<TKey>(comparer));

    internal override void Construct(SortedList<TKey, TValue> derived, ComparerName comparer) => Constructor(derived, Comparers.FindOrder<TKey>(comparer));

    internal override int Count(SortedList<TKey, TValue> collection) => collection.Count;

    internal override void CopyTo(SortedList<TKey, TValue> collection, List<KeyValuePair<TKey, TValue>> items)
    {
        foreach (var item in collection)
            items.Add(item);
    }

    internal override void Clear(SortedList<TKey, TValue> collection) => collection.Clear();

    internal override void Add(SortedList<TKey, TValue> collection, ReadOnlySpan<KeyValuePair<TKey, TValue>> items)
    {
        foreach (var (key, value) in items)
            collection.Add(key, value);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Constructor(SortedList<TKey, TValue> derived, IComparer<TKey>? comparer);
}

internal sealed class OrderedDictionaryCodec<TKey, TValue> : MapCodec<OrderedDictionary<TKey, TValue>, TKey, TValue>
    where TKey : notnull
{
    internal override ComparerName ComparerOf(OrderedDictionary<TKey, TValue> collection) => Comparers.Of(collection.Comparer, "dictionary");

    internal override bool FindsByHash => true;

    internal override bool HasChangingKeys(OrderedDictionary<TKey, TValue> collection) => ChangingKeys.HasAny(KeysOf(collection), collection.Comparer);

    /// <summary>A derived class may enumerate itself in another way.</summary>
    static IEnumerable<TKey> KeysOf(OrderedDictionary<TKey, TValue> collection)
    {
        foreach (var (key, _) in collection)
            yield return key;
    }

    internal override OrderedDictionary<TKey, TValue> New(ComparerName comparer) => new(Comparers.FindEquality<TKey>(comparer));

    internal override void Construct(OrderedDictionary<TKey, TValue> derived, ComparerName comparer) => Constructor(derived, Comparers.FindEquality<TKey>(comparer));

    internal override int Count(OrderedDictionary<TKey, TValue> collection) => collection.Count;

    internal override void CopyTo(OrderedDictionary<TKey, TValue> collection, List<KeyValuePair<TKey, TValue>> items)
    {
        foreach (var item in collection)
            items.Add(item);
    }

    internal override void Clear(OrderedDictionary<TKey, TValue> collection) => collection.Clear();

    internal override void Add(OrderedDictionary<TKey, TValue> collection, ReadOnlySpan<KeyValuePair<TKey, TValue>> items)
    {
        foreach (var (key, value) in items)
            collection.Add(key, value);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Constructor(OrderedDictionary<TKey, TValue> derived, IEqualityComparer<TKey>? comparer);
}

/// <summary>Its order depends on the hash codes of its keys, which for texts differ from process to process.</summary>
internal sealed class ConcurrentDictionaryCodec<TKey, TValue> : MapCodec<ConcurrentDictionary<TKey, TValue>, TKey, TValue>
    where TKey : notnull
{
    internal override ComparerName ComparerOf(ConcurrentDictionary<TKey, TValue> collection) => Comparers.Of(collection.Comparer, "dictionary");

    internal override bool FindsByHash => true;

    internal override bool HasChangingKeys(ConcurrentDictionary<TKey, TValue> collection) => ChangingKeys.HasAny(KeysOf(collection), collection.Comparer);

    /// <summary>A derived class may enumerate itself in another way.</summary>
    static IEnumerable<TKey> KeysOf(ConcurrentDictionary<TKey, TValue> collection)
    {
        foreach (var (key, _) in collection)
            yield return key;
    }

    internal override ConcurrentDictionary<TKey, TValue> New(ComparerName comparer) => new(Comparers.FindEquality<TKey>(comparer));

    internal override void Construct(ConcurrentDictionary<TKey, TValue> derived, ComparerName comparer) => Constructor(derived, Comparers.FindEquality<TKey>(comparer));

    internal override int Count(ConcurrentDictionary<TKey, TValue> collection) => collection.Count;

    internal override void CopyTo(ConcurrentDictionary<TKey, TValue> collection, List<KeyValuePair<TKey, TValue>> items)
        => items.AddRange(collection.ToArray());

    internal override void Clear(ConcurrentDictionary<TKey, TValue> collection) => collection.Clear();

    internal override void Add(ConcurrentDictionary<TKey, TValue> collection, ReadOnlySpan<KeyValuePair<TKey, TValue>> items)
    {
        foreach (var (key, value) in items)
            collection[key] = value;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Constructor(ConcurrentDictionary<TKey, TValue> derived, IEqualityComparer<TKey>? comparer);
}
