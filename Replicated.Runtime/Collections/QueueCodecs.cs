using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Replicated.Marks;
using Replicated.Values;

namespace Replicated.Collections;

internal sealed class QueueCodec<T> : ItemsCodec<Queue<T>, T>
{
    internal override Queue<T> New(ComparerName comparer) => new();

    internal override void Construct(Queue<T> derived, ComparerName comparer) => Constructor(derived);

    internal override int Count(Queue<T> collection) => collection.Count;

    internal override void CopyTo(Queue<T> collection, List<T> items)
    {
        foreach (var item in collection)
            items.Add(item);
    }

    internal override void Clear(Queue<T> collection) => collection.Clear();

    internal override void Add(Queue<T> collection, ReadOnlySpan<T> items)
    {
        foreach (var item in items)
            collection.Enqueue(item);
    }

    internal override bool IsSequence => true;

    internal override bool CanNote(Queue<T> collection) => true;

    internal override void Repeat(Queue<T> collection, ItemChange<T> change)
    {
        if (change.Event == ItemEvent.Removed)
            collection.Dequeue();
        else
            collection.Enqueue(change.Item);
    }

    /// <summary>What came and went between two captures is nobody's concern.</summary>
    internal override void Settle(Queue<T> collection, Queue<T> others, List<ItemChange<T>> notes)
    {
        int gone = notes.Count(note => note.Event == ItemEvent.Removed) - others.Count;
        if (gone <= 0)
            return;
        int came = gone;
        notes.RemoveAll(note => (note.Event == ItemEvent.Removed ? gone-- : came--) > 0);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Constructor(Queue<T> derived);
}

/// <summary>A stack is enumerated from the top; here its items are in the order in which they were pushed.</summary>
internal sealed class StackCodec<T> : ItemsCodec<Stack<T>, T>
{
    internal override Stack<T> New(ComparerName comparer) => new();

    internal override void Construct(Stack<T> derived, ComparerName comparer) => Constructor(derived);

    internal override int Count(Stack<T> collection) => collection.Count;

    internal override void CopyTo(Stack<T> collection, List<T> items)
    {
        foreach (var item in collection)
            items.Add(item);
        items.Reverse();
    }

    internal override void Clear(Stack<T> collection) => collection.Clear();

    internal override void Add(Stack<T> collection, ReadOnlySpan<T> items)
    {
        foreach (var item in items)
            collection.Push(item);
    }

    internal override bool IsSequence => true;

    internal override bool CanNote(Stack<T> collection) => true;

    internal override void Repeat(Stack<T> collection, ItemChange<T> change)
    {
        if (change.Event == ItemEvent.Removed)
            collection.Pop();
        else
            collection.Push(change.Item);
    }

    /// <summary>What came and went between two captures is nobody's concern.</summary>
    internal override void Settle(Stack<T> collection, Stack<T> others, List<ItemChange<T>> notes)
    {
        var all = CollectionsMarshal.AsSpan(notes);
        int kept = 0;
        foreach (var note in all)
        {
            if (note.Event == ItemEvent.Removed && kept > 0 && all[kept - 1].Event != ItemEvent.Removed)
                kept--;
            else
                all[kept++] = note;
        }
        notes.RemoveRange(kept, notes.Count - kept);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Constructor(Stack<T> derived);
}

/// <summary>
/// The heap as it lies in the queue's array. Its items come back one by one in that order, each behind the one above it in the heap, so
/// none moves and equal priorities leave the queue in the same order.
/// </summary>
internal sealed class PriorityQueueCodec<TElement, TPriority> : ItemsCodec<PriorityQueue<TElement, TPriority>, (TElement, TPriority)>
{
    internal override ComparerName ComparerOf(PriorityQueue<TElement, TPriority> collection) => Comparers.Of(collection.Comparer, "priority queue");

    internal override bool HasChangingKeys(PriorityQueue<TElement, TPriority> collection) => Codec<TPriority>.Instance.HoldsReferences;

    internal override PriorityQueue<TElement, TPriority> New(ComparerName comparer) => new(Comparers.FindOrder<TPriority>(comparer));

    internal override void Construct(PriorityQueue<TElement, TPriority> derived, ComparerName comparer) => Constructor(derived, Comparers.FindOrder<TPriority>(comparer));

    internal override int Count(PriorityQueue<TElement, TPriority> collection) => collection.Count;

    internal override void CopyTo(PriorityQueue<TElement, TPriority> collection, List<(TElement, TPriority)> items)
    {
        foreach (var item in collection.UnorderedItems)
            items.Add(item);
    }

    internal override void Clear(PriorityQueue<TElement, TPriority> collection) => collection.Clear();

    internal override void Add(PriorityQueue<TElement, TPriority> collection, ReadOnlySpan<(TElement, TPriority)> items)
    {
        foreach (var (element, priority) in items)
            collection.Enqueue(element, priority);
    }

    internal override bool IsSequence => true;

    internal override bool CanNote(PriorityQueue<TElement, TPriority> collection) => ItemNotes<TPriority>.CanOrder(collection.Comparer);

    internal override void Repeat(PriorityQueue<TElement, TPriority> collection, ItemChange<(TElement, TPriority)> change)
    {
        if (change.Event == ItemEvent.Removed)
            collection.Dequeue();
        else
            collection.Enqueue(change.Item.Item1, change.Item.Item2);
    }

    internal override string? KeyOf(List<(TElement, TPriority)> items, object sought)
    {
        int index = items.FindIndex(item => ReferenceEquals(item.Item1, sought) || ReferenceEquals(item.Item2, sought));
        return index < 0 ? null : $"[{index}]";
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Constructor(PriorityQueue<TElement, TPriority> derived, IComparer<TPriority>? comparer);
}
