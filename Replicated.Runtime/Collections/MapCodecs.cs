using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Replicated.Marks;
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

    /// <summary>Of several values that a key got at the same place, others need the last, and none where they have it.</summary>
    internal override void Settle(TCollection collection, TCollection others, List<ItemChange<KeyValuePair<TKey, TValue>>> notes)
    {
        // Where the last value of a key is noted; null: it is gone.
        var places = new Dictionary<TKey, int?>(EqualityOf(collection));
        var all = CollectionsMarshal.AsSpan(notes);
        int kept = 0;
        foreach (var note in all)
        {
            var (key, value) = note.Item;
            if (note.Event == ItemEvent.Removed)
                places[key] = null;
            else if (!places.TryGetValue(key, out int? place))
            {
                if (TryGetValue(others, key, out var before) && Items<TValue>.Same(value, before))
                    continue;
                places[key] = kept;
            }
            else if (place is { } at)
            {
                all[at] = note with { Item = new(all[at].Item.Key, value) };
                continue;
            }
            else
                places[key] = kept;
            all[kept++] = note;
        }
        notes.RemoveRange(kept, notes.Count - kept);
    }

    /// <summary>How keys are called the same, by a collection that can be told of them.</summary>
    private protected abstract IEqualityComparer<TKey> EqualityOf(TCollection collection);

    private protected abstract bool TryGetValue(TCollection collection, TKey key, [MaybeNullWhen(false)] out TValue value);

    /// <summary>Of the platform's orders, that of texts says itself which are the same.</summary>
    private protected static IEqualityComparer<TKey> EqualityOf(IComparer<TKey> order) => order as IEqualityComparer<TKey> ?? EqualityComparer<TKey>.Default;
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

    internal override bool CanNote(SortedDictionary<TKey, TValue> collection) => ItemNotes<TKey>.CanOrder(collection.Comparer);

    internal override void Repeat(SortedDictionary<TKey, TValue> collection, ItemChange<KeyValuePair<TKey, TValue>> change)
    {
        if (change.Event == ItemEvent.Removed)
            collection.Remove(change.Item.Key);
        else
            collection[change.Item.Key] = change.Item.Value;
    }

    private protected override IEqualityComparer<TKey> EqualityOf(SortedDictionary<TKey, TValue> collection) => EqualityOf(collection.Comparer);

    private protected override bool TryGetValue(SortedDictionary<TKey, TValue> collection, TKey key, [MaybeNullWhen(false)] out TValue value) => collection.TryGetValue(key, out value);

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

    internal override bool CanNote(SortedList<TKey, TValue> collection) => ItemNotes<TKey>.CanOrder(collection.Comparer);

    internal override void Repeat(SortedList<TKey, TValue> collection, ItemChange<KeyValuePair<TKey, TValue>> change)
    {
        if (change.Event == ItemEvent.Removed)
            collection.Remove(change.Item.Key);
        else
            collection[change.Item.Key] = change.Item.Value;
    }

    private protected override IEqualityComparer<TKey> EqualityOf(SortedList<TKey, TValue> collection) => EqualityOf(collection.Comparer);

    private protected override bool TryGetValue(SortedList<TKey, TValue> collection, TKey key, [MaybeNullWhen(false)] out TValue value) => collection.TryGetValue(key, out value);

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

    internal override bool CanNote(OrderedDictionary<TKey, TValue> collection) => ItemNotes<TKey>.CanFind(collection.Comparer);

    internal override void Repeat(OrderedDictionary<TKey, TValue> collection, ItemChange<KeyValuePair<TKey, TValue>> change)
    {
        if (change.Event == ItemEvent.Removed)
            collection.Remove(change.Item.Key);
        else
            collection[change.Item.Key] = change.Item.Value;
    }

    private protected override IEqualityComparer<TKey> EqualityOf(OrderedDictionary<TKey, TValue> collection) => collection.Comparer;

    private protected override bool TryGetValue(OrderedDictionary<TKey, TValue> collection, TKey key, [MaybeNullWhen(false)] out TValue value) => collection.TryGetValue(key, out value);

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

    /// <summary>It has one lock; one for many threads has more the more it holds, and takes all of them to count.</summary>
    internal override ConcurrentDictionary<TKey, TValue> NewOfOneThread(ComparerName comparer)
        => new(concurrencyLevel: 1, capacity: 31, Comparers.FindEquality<TKey>(comparer));

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

    internal override bool CanNote(ConcurrentDictionary<TKey, TValue> collection) => ItemNotes<TKey>.AreExact(collection.Comparer);

    /// <summary>Threads change it, and note that, at the same time.</summary>
    internal override bool CountsNotes => false;

    /// <summary>Which of two threads was the last does not show in what they noted, so it is looked up.</summary>
    internal override void Settle(ConcurrentDictionary<TKey, TValue> collection, ConcurrentDictionary<TKey, TValue> others, List<ItemChange<KeyValuePair<TKey, TValue>>> notes)
    {
        var settled = new HashSet<TKey>(collection.Comparer);
        var all = CollectionsMarshal.AsSpan(notes);
        int kept = 0;
        foreach (var (_, (key, _)) in all)
        {
            if (!settled.Add(key))
                continue;
            bool hadIt = others.TryGetValue(key, out var before);
            if (!collection.TryGetValue(key, out var value))
            {
                if (hadIt)
                    all[kept++] = new(ItemEvent.Removed, new(key, default!));
            }
            else if (!hadIt || !Items<TValue>.Same(value, before!))
                all[kept++] = new(ItemEvent.Added, new(key, value));
        }
        notes.RemoveRange(kept, notes.Count - kept);
    }

    internal override void Repeat(ConcurrentDictionary<TKey, TValue> collection, ItemChange<KeyValuePair<TKey, TValue>> change)
    {
        if (change.Event == ItemEvent.Removed)
            collection.TryRemove(change.Item.Key, out _);
        else
            collection[change.Item.Key] = change.Item.Value;
    }

    private protected override IEqualityComparer<TKey> EqualityOf(ConcurrentDictionary<TKey, TValue> collection) => collection.Comparer;

    private protected override bool TryGetValue(ConcurrentDictionary<TKey, TValue> collection, TKey key, [MaybeNullWhen(false)] out TValue value) => collection.TryGetValue(key, out value);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Constructor(ConcurrentDictionary<TKey, TValue> derived, IEqualityComparer<TKey>? comparer);
}
