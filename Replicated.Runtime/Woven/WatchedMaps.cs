using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Replicated.Marks;

namespace Replicated.Woven;

/// <summary>
/// What woven code calls in place of the members that change a sorted, ordered or concurrent collection, as <see cref="Watched"/>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
[DebuggerNonUserCode]
public static class WatchedMaps
{
    /// <summary><c>dictionary[key] = value</c></summary>
    public static void SetInSortedDictionary<TKey, TValue>(SortedDictionary<TKey, TValue> dictionary, TKey key, TValue value)
        where TKey : notnull
    {
        dictionary[key] = value;
        if (TouchedCollection.Any)
            Watched.TouchItem(dictionary, ItemEvent.Added, new KeyValuePair<TKey, TValue>(key, value));
    }

    /// <summary><c>dictionary.Add(key, value)</c></summary>
    public static void AddToSortedDictionary<TKey, TValue>(SortedDictionary<TKey, TValue> dictionary, TKey key, TValue value)
        where TKey : notnull
    {
        dictionary.Add(key, value);
        if (TouchedCollection.Any)
            Watched.TouchItem(dictionary, ItemEvent.Added, new KeyValuePair<TKey, TValue>(key, value));
    }

    /// <summary><c>dictionary.Remove(key)</c></summary>
    public static bool RemoveFromSortedDictionary<TKey, TValue>(SortedDictionary<TKey, TValue> dictionary, TKey key)
        where TKey : notnull
    {
        bool removed = dictionary.Remove(key);
        if (TouchedCollection.Any && removed)
            Watched.TouchItem(dictionary, ItemEvent.Removed, new KeyValuePair<TKey, TValue>(key, default!));
        return removed;
    }

    /// <summary><c>list[key] = value</c></summary>
    public static void SetInSortedList<TKey, TValue>(SortedList<TKey, TValue> list, TKey key, TValue value)
        where TKey : notnull
    {
        list[key] = value;
        if (TouchedCollection.Any)
            Watched.TouchItem(list, ItemEvent.Added, new KeyValuePair<TKey, TValue>(key, value));
    }

    /// <summary><c>list.Add(key, value)</c></summary>
    public static void AddToSortedList<TKey, TValue>(SortedList<TKey, TValue> list, TKey key, TValue value)
        where TKey : notnull
    {
        list.Add(key, value);
        if (TouchedCollection.Any)
            Watched.TouchItem(list, ItemEvent.Added, new KeyValuePair<TKey, TValue>(key, value));
    }

    /// <summary><c>list.Remove(key)</c></summary>
    public static bool RemoveFromSortedList<TKey, TValue>(SortedList<TKey, TValue> list, TKey key)
        where TKey : notnull
    {
        bool removed = list.Remove(key);
        if (TouchedCollection.Any && removed)
            Watched.TouchItem(list, ItemEvent.Removed, new KeyValuePair<TKey, TValue>(key, default!));
        return removed;
    }

    /// <summary><c>list.RemoveAt(index)</c></summary>
    public static void RemoveFromSortedListAt<TKey, TValue>(SortedList<TKey, TValue> list, int index)
        where TKey : notnull
    {
        var key = list.GetKeyAtIndex(index);
        list.RemoveAt(index);
        if (TouchedCollection.Any)
            Watched.TouchItem(list, ItemEvent.Removed, new KeyValuePair<TKey, TValue>(key, default!));
    }

    /// <summary><c>dictionary[key] = value</c></summary>
    public static void SetInOrderedDictionary<TKey, TValue>(OrderedDictionary<TKey, TValue> dictionary, TKey key, TValue value)
        where TKey : notnull
    {
        dictionary[key] = value;
        if (TouchedCollection.Any)
            Watched.TouchItem(dictionary, ItemEvent.Added, new KeyValuePair<TKey, TValue>(key, value));
    }

    /// <summary><c>dictionary.Add(key, value)</c></summary>
    public static void AddToOrderedDictionary<TKey, TValue>(OrderedDictionary<TKey, TValue> dictionary, TKey key, TValue value)
        where TKey : notnull
    {
        dictionary.Add(key, value);
        if (TouchedCollection.Any)
            Watched.TouchItem(dictionary, ItemEvent.Added, new KeyValuePair<TKey, TValue>(key, value));
    }

    /// <summary><c>dictionary.Remove(key)</c></summary>
    public static bool RemoveFromOrderedDictionary<TKey, TValue>(OrderedDictionary<TKey, TValue> dictionary, TKey key)
        where TKey : notnull
    {
        bool removed = dictionary.Remove(key);
        if (TouchedCollection.Any && removed)
            Watched.TouchItem(dictionary, ItemEvent.Removed, new KeyValuePair<TKey, TValue>(key, default!));
        return removed;
    }

    /// <summary><c>dictionary.TryAdd(key, value)</c></summary>
    public static bool TryAddToOrderedDictionary<TKey, TValue>(OrderedDictionary<TKey, TValue> dictionary, TKey key, TValue value)
        where TKey : notnull
    {
        bool added = dictionary.TryAdd(key, value);
        if (TouchedCollection.Any && added)
            Watched.TouchItem(dictionary, ItemEvent.Added, new KeyValuePair<TKey, TValue>(key, value));
        return added;
    }

    /// <summary><c>dictionary.Remove(key, out value)</c></summary>
    public static bool TakeFromOrderedDictionary<TKey, TValue>(OrderedDictionary<TKey, TValue> dictionary, TKey key, [MaybeNullWhen(false)] out TValue value)
        where TKey : notnull
    {
        bool removed = dictionary.Remove(key, out value);
        if (TouchedCollection.Any && removed)
            Watched.TouchItem(dictionary, ItemEvent.Removed, new KeyValuePair<TKey, TValue>(key, default!));
        return removed;
    }

    /// <summary><c>set.Add(item)</c></summary>
    public static bool AddToSortedSet<T>(SortedSet<T> set, T item)
    {
        bool added = set.Add(item);
        if (TouchedCollection.Any && added)
            Watched.TouchItem(set, ItemEvent.Added, item);
        return added;
    }

    /// <summary><c>set.Remove(item)</c></summary>
    public static bool RemoveFromSortedSet<T>(SortedSet<T> set, T item)
    {
        bool removed = set.Remove(item);
        if (TouchedCollection.Any && removed)
            Watched.TouchItem(set, ItemEvent.Removed, item);
        return removed;
    }

    /// <summary><c>dictionary[key] = value</c></summary>
    public static void SetInConcurrent<TKey, TValue>(ConcurrentDictionary<TKey, TValue> dictionary, TKey key, TValue value)
        where TKey : notnull
    {
        dictionary[key] = value;
        if (TouchedCollection.Any)
            TouchKey(dictionary, key);
    }

    /// <summary><c>dictionary.TryAdd(key, value)</c></summary>
    public static bool TryAddToConcurrent<TKey, TValue>(ConcurrentDictionary<TKey, TValue> dictionary, TKey key, TValue value)
        where TKey : notnull
    {
        bool added = dictionary.TryAdd(key, value);
        if (TouchedCollection.Any && added)
            TouchKey(dictionary, key);
        return added;
    }

    /// <summary><c>dictionary.TryRemove(key, out value)</c></summary>
    public static bool TakeFromConcurrent<TKey, TValue>(ConcurrentDictionary<TKey, TValue> dictionary, TKey key, [MaybeNullWhen(false)] out TValue value)
        where TKey : notnull
    {
        bool removed = dictionary.TryRemove(key, out value);
        if (TouchedCollection.Any && removed)
            TouchKey(dictionary, key);
        return removed;
    }

    /// <summary><c>dictionary.TryRemove(entry)</c></summary>
    public static bool RemoveFromConcurrent<TKey, TValue>(ConcurrentDictionary<TKey, TValue> dictionary, KeyValuePair<TKey, TValue> entry)
        where TKey : notnull
    {
        bool removed = dictionary.TryRemove(entry);
        if (TouchedCollection.Any && removed)
            TouchKey(dictionary, entry.Key);
        return removed;
    }

    /// <summary><c>dictionary.TryUpdate(key, value, comparison)</c></summary>
    public static bool UpdateInConcurrent<TKey, TValue>(ConcurrentDictionary<TKey, TValue> dictionary, TKey key, TValue value, TValue comparison)
        where TKey : notnull
    {
        bool updated = dictionary.TryUpdate(key, value, comparison);
        if (TouchedCollection.Any && updated)
            TouchKey(dictionary, key);
        return updated;
    }

    /// <summary><c>dictionary.GetOrAdd(key, value)</c></summary>
    public static TValue GetOrAddToConcurrent<TKey, TValue>(ConcurrentDictionary<TKey, TValue> dictionary, TKey key, TValue value)
        where TKey : notnull
    {
        if (dictionary.TryGetValue(key, out var there))
            return there;
        var got = dictionary.GetOrAdd(key, value);
        if (TouchedCollection.Any)
            TouchKey(dictionary, key);
        return got;
    }

    /// <summary><c>dictionary.GetOrAdd(key, factory)</c></summary>
    public static TValue GetOrMakeInConcurrent<TKey, TValue>(ConcurrentDictionary<TKey, TValue> dictionary, TKey key, Func<TKey, TValue> factory)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(factory, "valueFactory");
        if (dictionary.TryGetValue(key, out var there))
            return there;
        var got = dictionary.GetOrAdd(key, factory);
        if (TouchedCollection.Any)
            TouchKey(dictionary, key);
        return got;
    }

    /// <summary><c>dictionary.AddOrUpdate(key, value, update)</c></summary>
    public static TValue AddOrUpdateInConcurrent<TKey, TValue>(ConcurrentDictionary<TKey, TValue> dictionary, TKey key, TValue value, Func<TKey, TValue, TValue> update)
        where TKey : notnull
    {
        var now = dictionary.AddOrUpdate(key, value, update);
        if (TouchedCollection.Any)
            TouchKey(dictionary, key);
        return now;
    }

    /// <summary><c>dictionary.AddOrUpdate(key, factory, update)</c></summary>
    public static TValue MakeOrUpdateInConcurrent<TKey, TValue>(ConcurrentDictionary<TKey, TValue> dictionary, TKey key, Func<TKey, TValue> factory, Func<TKey, TValue, TValue> update)
        where TKey : notnull
    {
        var now = dictionary.AddOrUpdate(key, factory, update);
        if (TouchedCollection.Any)
            TouchKey(dictionary, key);
        return now;
    }

    /// <summary>What is under the key is looked up by the capture: threads change the dictionary, and come here, at the same time.</summary>
    static void TouchKey<TKey, TValue>(ConcurrentDictionary<TKey, TValue> dictionary, TKey key)
        where TKey : notnull
        => Watched.TouchItem(dictionary, ItemEvent.Set, new KeyValuePair<TKey, TValue>(key, default!));
}
