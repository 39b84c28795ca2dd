using System.Collections.ObjectModel;
using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Replicated.Marks;

namespace Replicated.Woven;

/// <summary>
/// What woven code calls in place of the members that change a collection, where a replicated member may hold it. Each makes the change and
/// then reports it; while nothing is watched, that is a test of a flag.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
[DebuggerNonUserCode]
public static class Watched
{
    /// <summary>Anything in a collection may have changed.</summary>
    public static void Touch(object? collection)
    {
        if (TouchedCollection.Any && collection is not null)
            TouchedCollection.Find(collection)?.TouchWhole();
    }

    /// <summary><c>array[index] = value</c></summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SetInArray<T>(T[] array, nint index, T value)
    {
        array[index] = value;
        if (TouchedCollection.Any)
            TouchAt(array, (int)index);
    }

    /// <summary><c>grid[row, column] = value</c></summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SetInGrid<T>(T[,] grid, int row, int column, T value)
    {
        grid[row, column] = value;
        if (TouchedCollection.Any)
            TouchAt(grid, (int)IndexInGrid(grid, row, column));
    }

    /// <summary><c>cube[layer, row, column] = value</c></summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SetInCube<T>(T[,,] cube, int layer, int row, int column, T value)
    {
        cube[layer, row, column] = value;
        if (TouchedCollection.Any)
            TouchAt(cube, (int)IndexInCube(cube, layer, row, column));
    }

    /// <summary>Where an element lies in memory among the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint IndexInGrid<T>(T[,] grid, int row, int column) => (nint)row * grid.GetLength(1) + column;

    /// <summary>Where an element lies in memory among the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint IndexInCube<T>(T[,,] cube, int layer, int row, int column) => ((nint)layer * cube.GetLength(1) + row) * cube.GetLength(2) + column;

    /// <summary>An element was written to through its address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TouchElement(object? array, nint index)
    {
        if (TouchedCollection.Any && array is not null)
            TouchAt(array, (int)index);
    }

    /// <summary>The address of an element is given to a call that follows: until it returns, each capture takes the element.</summary>
    /// <param name="array">Null where several addresses meet and this one was not taken.</param>
    public static void LendElement(object? array, nint index) => LentMembers.Lend(array, index);

    /// <summary>A span over a collection is given to a call that follows: until it returns, each capture takes the collection.</summary>
    public static void Lend(object? collection) => LentMembers.Lend(collection, -1);

    /// <summary><c>list[index] = item</c></summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SetInList<T>(List<T> list, int index, T item)
    {
        list[index] = item;
        if (TouchedCollection.Any)
            TouchAt(list, index);
    }

    /// <summary><c>list.Add(item)</c></summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddToList<T>(List<T> list, T item)
    {
        list.Add(item);
        if (TouchedCollection.Any)
            TouchFrom(list, list.Count - 1);
    }

    /// <summary><c>list.Insert(index, item)</c></summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void InsertIntoList<T>(List<T> list, int index, T item)
    {
        list.Insert(index, item);
        if (TouchedCollection.Any)
            TouchFrom(list, index);
    }

    /// <summary><c>list.RemoveAt(index)</c></summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RemoveFromListAt<T>(List<T> list, int index)
    {
        list.RemoveAt(index);
        if (TouchedCollection.Any)
            TouchFrom(list, index);
    }

    /// <summary><c>collection[index] = item</c></summary>
    public static void SetInCollection<T>(Collection<T> collection, int index, T item)
    {
        collection[index] = item;
        if (TouchedCollection.Any)
            TouchAt(collection, index);
    }

    /// <summary><c>collection.Add(item)</c></summary>
    public static void AddToCollection<T>(Collection<T> collection, T item)
    {
        collection.Add(item);
        if (TouchedCollection.Any)
            TouchFrom(collection, collection.Count - 1);
    }

    /// <summary><c>collection.Insert(index, item)</c></summary>
    public static void InsertIntoCollection<T>(Collection<T> collection, int index, T item)
    {
        collection.Insert(index, item);
        if (TouchedCollection.Any)
            TouchFrom(collection, index);
    }

    /// <summary><c>collection.RemoveAt(index)</c></summary>
    public static void RemoveFromCollectionAt<T>(Collection<T> collection, int index)
    {
        collection.RemoveAt(index);
        if (TouchedCollection.Any)
            TouchFrom(collection, index);
    }

    /// <summary><c>list.AddRange(items)</c></summary>
    public static void AddRangeToList<T>(List<T> list, IEnumerable<T> items)
    {
        // The collection of another class gets the array of the list, and may write anywhere.
        int before = items is not ICollection<T> || items.GetType() == typeof(List<T>) || items.GetType() == typeof(T[]) ? list.Count : 0;
        try
        {
            list.AddRange(items);
        }
        finally
        {
            if (TouchedCollection.Any)
                TouchFrom(list, before);
        }
    }

    /// <summary><c>dictionary[key] = value</c></summary>
    public static void SetInDictionary<TKey, TValue>(Dictionary<TKey, TValue> dictionary, TKey key, TValue value)
        where TKey : notnull
    {
        int before = dictionary.Count;
        dictionary[key] = value;
        if (TouchedCollection.Any)
            TouchItem(dictionary, dictionary.Count == before ? ItemEvent.Set : ItemEvent.Added, key);
    }

    /// <summary><c>dictionary.Add(key, value)</c></summary>
    public static void AddToDictionary<TKey, TValue>(Dictionary<TKey, TValue> dictionary, TKey key, TValue value)
        where TKey : notnull
    {
        dictionary.Add(key, value);
        if (TouchedCollection.Any)
            TouchItem(dictionary, ItemEvent.Added, key);
    }

    /// <summary><c>dictionary.TryAdd(key, value)</c></summary>
    public static bool TryAddToDictionary<TKey, TValue>(Dictionary<TKey, TValue> dictionary, TKey key, TValue value)
        where TKey : notnull
    {
        bool added = dictionary.TryAdd(key, value);
        if (TouchedCollection.Any && added)
            TouchItem(dictionary, ItemEvent.Added, key);
        return added;
    }

    /// <summary><c>dictionary.Remove(key)</c></summary>
    public static bool RemoveFromDictionary<TKey, TValue>(Dictionary<TKey, TValue> dictionary, TKey key)
        where TKey : notnull
    {
        bool removed = dictionary.Remove(key);
        if (TouchedCollection.Any && removed)
            TouchItem(dictionary, ItemEvent.Removed, key);
        return removed;
    }

    /// <summary><c>dictionary.Remove(key, out value)</c></summary>
    public static bool TakeFromDictionary<TKey, TValue>(Dictionary<TKey, TValue> dictionary, TKey key, [MaybeNullWhen(false)] out TValue value)
        where TKey : notnull
    {
        bool removed = dictionary.Remove(key, out value);
        if (TouchedCollection.Any && removed)
            TouchItem(dictionary, ItemEvent.Removed, key);
        return removed;
    }

    /// <summary><c>set.Add(item)</c></summary>
    public static bool AddToSet<T>(HashSet<T> set, T item)
    {
        bool added = set.Add(item);
        if (TouchedCollection.Any && added)
            TouchItem(set, ItemEvent.Added, item);
        return added;
    }

    /// <summary><c>set.Remove(item)</c></summary>
    public static bool RemoveFromSet<T>(HashSet<T> set, T item)
    {
        bool removed = set.Remove(item);
        if (TouchedCollection.Any && removed)
            TouchItem(set, ItemEvent.Removed, item);
        return removed;
    }

    /// <summary>An item of a collection, or what is under a key, has come, changed or gone.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void TouchItem<T>(object collection, ItemEvent happened, T item)
    {
        if (TouchedCollection.Find(collection) is not { } touched)
            return;
        if (touched is ITouchedItems<T> items)
            items.Touch(happened, item);
        else
            touched.TouchWhole();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void TouchAt(object collection, int index) => TouchedCollection.Find(collection)?.TouchAt(index);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void TouchFrom(object collection, int index) => TouchedCollection.Find(collection)?.TouchFrom(index);
}
