using System.Runtime.CompilerServices;
namespace Replicated.Collections;

/// <summary>A linked list as its values and, where members can hold nodes, the nodes that they are in.</summary>
internal sealed class LinkedListCodec<T> : ItemsCodec<LinkedList<T>, LinkedItem<T>>
{
    internal override LinkedList<T> New(ComparerName comparer) => new();

    internal override void Construct(LinkedList<T> derived, ComparerName comparer) => Constructor(derived);

    internal override int Count(LinkedList<T> collection) => collection.Count;

    internal override void CopyTo(LinkedList<T> collection, List<LinkedItem<T>> items)
    {
        bool withNodes = LinkedNodes<T>.AreHeld;
        int left = collection.Count;
        for (var node = collection.First; node is not null; node = node.Next)
        {
            // Another thread may link nodes faster than this one walks.
            if (--left < 0)
                throw new InvalidOperationException("it grows");
            items.Add(new(node.Value, withNodes ? node : null));
        }
    }

    internal override void Clear(LinkedList<T> collection)
    {
        while (collection.First is { } node)
        {
            collection.RemoveFirst();
            LinkedNodes<T>.OnRemoved(node);
        }
    }

    internal override void Add(LinkedList<T> collection, ReadOnlySpan<LinkedItem<T>> items)
    {
        foreach (var (value, node) in items)
        {
            if (node is null)
            {
                collection.AddLast(value);
                continue;
            }
            // It may be in a list that does not know yet that it has lost it.
            node.List?.Remove(node);
            node.Value = value;
            collection.AddLast(node);
        }
    }

    internal override string? KeyOf(List<LinkedItem<T>> items, object sought)
    {
        int index = items.FindIndex(item => ReferenceEquals(item.Node, sought) || (!typeof(T).IsValueType && ReferenceEquals(item.Value, sought)));
        return index < 0 ? null : $"[{index}]";
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Constructor(LinkedList<T> derived);
}
