using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Replicated.Collections;

internal sealed class ConcurrentQueueCodec<T> : ItemsCodec<ConcurrentQueue<T>, T>
{
    internal override ConcurrentQueue<T> New(ComparerName comparer) => new();

    internal override void Construct(ConcurrentQueue<T> derived, ComparerName comparer) => Constructor(derived);

    internal override int Count(ConcurrentQueue<T> collection) => collection.Count;

    internal override void CopyTo(ConcurrentQueue<T> collection, List<T> items)
        => items.AddRange(collection.ToArray());

    internal override void Clear(ConcurrentQueue<T> collection) => collection.Clear();

    internal override void Add(ConcurrentQueue<T> collection, ReadOnlySpan<T> items)
    {
        foreach (var item in items)
            collection.Enqueue(item);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Constructor(ConcurrentQueue<T> derived);
}

/// <summary>As <see cref="StackCodec{T}"/>.</summary>
internal sealed class ConcurrentStackCodec<T> : ItemsCodec<ConcurrentStack<T>, T>
{
    internal override ConcurrentStack<T> New(ComparerName comparer) => new();

    internal override void Construct(ConcurrentStack<T> derived, ComparerName comparer) => Constructor(derived);

    internal override int Count(ConcurrentStack<T> collection) => collection.Count;

    internal override void CopyTo(ConcurrentStack<T> collection, List<T> items)
    {
        items.AddRange(collection.ToArray());
        items.Reverse();
    }

    internal override void Clear(ConcurrentStack<T> collection) => collection.Clear();

    internal override void Add(ConcurrentStack<T> collection, ReadOnlySpan<T> items)
    {
        foreach (var item in items)
            collection.Push(item);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Constructor(ConcurrentStack<T> derived);
}

/// <summary>A bag promises no order, so that of the items here is as good as any.</summary>
internal sealed class ConcurrentBagCodec<T> : ItemsCodec<ConcurrentBag<T>, T>
{
    internal override ConcurrentBag<T> New(ComparerName comparer) => new();

    internal override void Construct(ConcurrentBag<T> derived, ComparerName comparer) => Constructor(derived);

    internal override int Count(ConcurrentBag<T> collection) => collection.Count;

    internal override void CopyTo(ConcurrentBag<T> collection, List<T> items)
        => items.AddRange(collection.ToArray());

    internal override void Clear(ConcurrentBag<T> collection) => collection.Clear();

    internal override void Add(ConcurrentBag<T> collection, ReadOnlySpan<T> items)
    {
        foreach (var item in items)
            collection.Add(item);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Constructor(ConcurrentBag<T> derived);
}
