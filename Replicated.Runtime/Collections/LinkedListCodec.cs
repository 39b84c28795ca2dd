using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Replicated.Marks;

namespace Replicated.Collections;

/// <summary>A linked list as its values and, where members can hold nodes, the nodes that they are in.</summary>
internal sealed class LinkedListCodec<T> : ItemsCodec<LinkedList<T>, LinkedItem<T>>
{
    internal override LinkedList<T> New(ComparerName comparer) => new();

    internal override void Construct(LinkedList<T> derived, ComparerName comparer) => Constructor(derived);

    internal override int Count(LinkedList<T> collection) => collection.Count;

    internal override void CopyTo(LinkedList<T> collection, List<LinkedItem<T>> items) => Copy(collection, items, LinkedNodes<T>.AreHeld);

    /// <summary>No member holds a node of a list that is watched, whatever others hold.</summary>
    internal override void CopyWatchedTo(LinkedList<T> collection, List<LinkedItem<T>> items) => Copy(collection, items, withNodes: false);

    static void Copy(LinkedList<T> collection, List<LinkedItem<T>> items, bool withNodes)
    {
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

    internal override bool IsSequence => true;

    internal override bool HasTwoEnds => true;

    internal override bool CanNote(LinkedList<T> collection) => true;

    internal override void Repeat(LinkedList<T> collection, ItemChange<LinkedItem<T>> change)
    {
        var gone = change.Event switch { ItemEvent.Removed => collection.First, ItemEvent.RemovedLast => collection.Last, _ => null };
        if (gone is not null)
        {
            collection.Remove(gone);
            LinkedNodes<T>.OnRemoved(gone);
        }
        else if (change.Event == ItemEvent.AddedFirst)
            collection.AddFirst(change.Item.Value);
        else
            collection.AddLast(change.Item.Value);
    }

    /// <summary>What came and went between two captures is nobody's concern: what is left went at the two ends, and then came there.</summary>
    internal override void Settle(LinkedList<T> collection, LinkedList<T> others, List<ItemChange<LinkedItem<T>>> notes)
    {
        if (!notes.Exists(static note => note.Removes))
            return;
        var ends = spare ??= new();
        ends.Settle(notes, others.Count);
    }

    [ThreadStatic]
    static Ends? spare;

    /// <summary>What came at each end, the outermost last, and how many of those that were there went.</summary>
    sealed class Ends
    {
        readonly List<ItemChange<LinkedItem<T>>> first = [];
        readonly List<ItemChange<LinkedItem<T>>> last = [];

        internal void Settle(List<ItemChange<LinkedItem<T>>> notes, int count)
        {
            int left = count;
            int goneFirst = 0;
            int innerFirst = 0;
            int innerLast = 0;
            foreach (var note in notes)
            {
                switch (note.Event)
                {
                    case ItemEvent.AddedFirst: first.Add(note); break;
                    case ItemEvent.Added: last.Add(note); break;
                    case ItemEvent.Removed when first.Count > innerFirst: first.RemoveAt(first.Count - 1); break;
                    case ItemEvent.RemovedLast when last.Count > innerLast: last.RemoveAt(last.Count - 1); break;
                    case ItemEvent.Removed when left > 0: left--; goneFirst++; break;
                    case ItemEvent.RemovedLast when left > 0: left--; break;
                    // All that was there is gone: the innermost of what came at the other end is the next.
                    case ItemEvent.Removed: innerLast++; break;
                    default: innerFirst++; break;
                }
            }
            notes.Clear();
            for (int gone = 0; gone < count - left; gone++)
                notes.Add(new(gone < goneFirst ? ItemEvent.Removed : ItemEvent.RemovedLast, default));
            notes.AddRange(CollectionsMarshal.AsSpan(first)[innerFirst..]);
            notes.AddRange(CollectionsMarshal.AsSpan(last)[innerLast..]);
            first.Clear();
            last.Clear();
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
