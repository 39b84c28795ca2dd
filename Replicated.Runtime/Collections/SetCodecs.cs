using System.Reflection;
using System.Runtime.CompilerServices;
using Replicated.Marks;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Collections;

internal sealed class HashSetCodec<T> : ItemsCodec<HashSet<T>, T>
{
    internal override ComparerName ComparerOf(HashSet<T> collection) => Comparers.Of(collection.Comparer, "set");

    internal override bool FindsByHash => true;

    internal override bool HasChangingKeys(HashSet<T> collection) => ChangingKeys.HasAny(ItemsOf(collection), collection.Comparer);

    /// <summary>A derived class may enumerate itself in another way.</summary>
    static IEnumerable<T> ItemsOf(HashSet<T> collection)
    {
        foreach (var item in collection)
            yield return item;
    }

    internal override HashSet<T> New(ComparerName comparer) => new(Comparers.FindEquality<T>(comparer));

    internal override void Construct(HashSet<T> derived, ComparerName comparer) => Constructor(derived, Comparers.FindEquality<T>(comparer));

    internal override int Count(HashSet<T> collection) => collection.Count;

    internal override void CopyTo(HashSet<T> collection, List<T> items)
    {
        foreach (var item in collection)
            items.Add(item);
    }

    internal override int? ReachSome(HashSet<T> collection, Reacher reacher, int place, int items)
    {
        if (!Places.TryBegin(collection, place, out var at))
            return null;
        for (; items > 0; items--)
        {
            if (!at.MoveNext())
                return 0;
            reacher.Reach(at.Current);
        }
        return Places.Of(ref at);
    }

    internal override void Clear(HashSet<T> collection) => collection.Clear();

    internal override void Add(HashSet<T> collection, ReadOnlySpan<T> items)
    {
        foreach (var item in items)
            collection.Add(item);
    }

    internal override bool CanNote(HashSet<T> collection) => ItemNotes<T>.CanFind(collection.Comparer);

    internal override void Repeat(HashSet<T> collection, ItemChange<T> change)
    {
        if (change.Event == ItemEvent.Removed)
            collection.Remove(change.Item);
        else
            collection.Add(change.Item);
    }

    internal override bool HasGaps(HashSet<T> collection) => Gaps.Any(collection);

    internal override bool LeavesGaps => true;

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Constructor(HashSet<T> derived, IEqualityComparer<T>? comparer);
}

internal sealed class SortedSetCodec<T> : ItemsCodec<SortedSet<T>, T>
{
    static readonly FieldInfo root = typeof(SortedSet<T>).GetField("root", BindingFlags.Instance | BindingFlags.NonPublic)!;

    internal override ComparerName ComparerOf(SortedSet<T> collection) => Comparers.Of(collection.Comparer, "sorted set");

    internal override bool HasChangingKeys(SortedSet<T> collection) => Codec<T>.Instance.HoldsReferences;

    internal override SortedSet<T> New(ComparerName comparer) => new(Comparers.FindOrder<T>(comparer));

    internal override void Construct(SortedSet<T> derived, ComparerName comparer) => Constructor(derived, Comparers.FindOrder<T>(comparer));

    internal override int Count(SortedSet<T> collection) => collection.Count;

    internal override void CopyTo(SortedSet<T> collection, List<T> items)
    {
        foreach (var item in collection)
            items.Add(item);
    }

    /// <summary>A derived class may have a <c>Clear</c> of its own, which is not to run here.</summary>
    internal override void Clear(SortedSet<T> collection)
    {
        if (collection.GetType() == typeof(SortedSet<T>))
        {
            collection.Clear();
            return;
        }
        root.SetValue(collection, null);
        CountOf(collection) = 0;
    }

    internal override void Add(SortedSet<T> collection, ReadOnlySpan<T> items)
    {
        foreach (var item in items)
            collection.Add(item);
    }

    internal override bool CanNote(SortedSet<T> collection) => ItemNotes<T>.CanOrder(collection.Comparer);

    internal override void Repeat(SortedSet<T> collection, ItemChange<T> change)
    {
        if (change.Event == ItemEvent.Removed)
            collection.Remove(change.Item);
        else
            collection.Add(change.Item);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "count")]
    static extern ref int CountOf(SortedSet<T> collection);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Constructor(SortedSet<T> derived, IComparer<T>? comparer);
}
