namespace StateFuzz.Changing;

/// <summary>Changes linked lists by each of their members, and by their nodes.</summary>
static class LinkedLists
{
    internal static LinkedList<T?> Change<T>(LinkedList<T?> list, Source source)
    {
        if (list.Count == 0)
        {
            list.AddLast(source.Make<T>());
            return list;
        }
        var node = Any(list, source);
        switch (source.Next(11))
        {
            case 0: list.AddFirst(source.Make<T>()); break;
            case 1: list.AddLast(source.Make<T>()); break;
            case 2: list.AddAfter(node, source.Make<T>()); break;
            case 3: list.AddBefore(node, source.Make<T>()); break;
            case 4: list.RemoveFirst(); break;
            case 5: list.RemoveLast(); break;
            case 6: list.Remove(node); break;
            case 7: list.Remove(node.Value); break;
            case 8: node.Value = source.Make<T>(); break;
            case 9: node.ValueRef = source.Make<T>(); break;
            case 10 when list.Count > 6: list.Clear(); break;
        }
        return list;
    }

    /// <summary>A node for a member: one of the list, the one that is there moved or taken out, or one that is in no list.</summary>
    internal static LinkedListNode<T?> Node<T>(LinkedList<T?>? list, LinkedListNode<T?>? node, Source source)
    {
        if (list is null || source.OneIn(6))
            return new LinkedListNode<T?>(source.Make<T>());
        if (node is null)
            return list.Count > 0 ? Any(list, source) : list.AddFirst(source.Make<T>());
        switch (source.Next(4))
        {
            case 0 when node.List is null: list.AddLast(node); break;
            case 1: Front(node, list); break;
            case 2: node.List?.Remove(node); break;
            default: node.Value = source.Make<T>(); break;
        }
        return node;
    }

    static void Front<T>(LinkedListNode<T?> node, LinkedList<T?> list)
    {
        node.List?.Remove(node);
        list.AddFirst(node);
    }

    static LinkedListNode<T?> Any<T>(LinkedList<T?> list, Source source)
    {
        var node = list.First!;
        for (int steps = source.Next(list.Count); steps > 0; steps--)
            node = node.Next!;
        return node;
    }
}
