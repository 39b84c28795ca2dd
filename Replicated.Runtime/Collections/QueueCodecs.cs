using System.Runtime.CompilerServices;
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

    internal override string? KeyOf(List<(TElement, TPriority)> items, object sought)
    {
        int index = items.FindIndex(item => ReferenceEquals(item.Item1, sought) || ReferenceEquals(item.Item2, sought));
        return index < 0 ? null : $"[{index}]";
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Constructor(PriorityQueue<TElement, TPriority> derived, IComparer<TPriority>? comparer);
}
