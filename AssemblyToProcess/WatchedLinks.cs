namespace AssemblyToProcess;

/// <summary>Linked lists, and their nodes within a method.</summary>
public partial class Watched
{
    readonly LinkedList<int> links = new([1, 2, 3]);
    LinkedList<Leaf> linkedLeaves = new();

    public void LinksAddFirst() => links.AddFirst(Draw(10));

    public void LinksAddLast() => links.AddLast(Draw(10));

    public void LinksAddAndUse() => linkedLeaves.AddLast(new Leaf { Number = Draw(10) }).Value.Number++;

    public void LinksRemove()
    {
        if (!links.Remove(Draw(10)))
            links.AddLast(Draw(10));
    }

    public void LinksRemoveFirst()
    {
        if (links.First?.Value > 0)
            links.RemoveFirst();
    }

    public void LinksRemoveLast()
    {
        if (links.Last != null)
            links.RemoveLast();
    }

    public void LinksRemoveNone()
    {
        try
        {
            new LinkedList<Leaf>().RemoveFirst();
        }
        catch (InvalidOperationException)
        {
            linkedLeaves.AddFirst(new Leaf { Number = 1 });
        }
    }

    public void LinksRemoveNode()
    {
        if (Nth(links, Draw(5)) is { } number)
            links.Remove(links.FindLast(number)!);
    }

    static int? Nth(LinkedList<int> all, int at)
    {
        var node = all.First;
        while (node != null && at-- > 0)
            node = node.Next;
        return node?.Value;
    }

    public void LinksAddBefore()
    {
        if (links.Last is { } last)
            links.AddBefore(links.AddAfter(last, Draw(10)), Draw(10));
    }

    public void LinksAddNode()
    {
        var node = new LinkedListNode<int>(Draw(10));
        if (Draw(2) == 0)
            links.AddFirst(node);
        else
            links.AddLast(node);
        node.Value++;
        if (node.Previous is { } before)
            links.AddBefore(before, new LinkedListNode<int>(7));
        else
            links.AddAfter(node, new LinkedListNode<int>(8));
    }

    public void LinksMoveToFront()
    {
        if (links.Find(Draw(10)) is not { } node)
            return;
        links.Remove(node);
        links.AddFirst(node);
    }

    public void LinksSetValue()
    {
        for (var node = links.Last; node != null; node = node.Previous)
        {
            if (Draw(3) == 0)
                node.Value = Draw(10);
        }
    }

    public void LinksClear() => links.Clear();

    public void LinksAsQueue()
    {
        links.AddLast(Draw(10));
        links.AddFirst(Draw(10));
        links.RemoveLast();
        links.AddLast(Draw(10));
        links.RemoveFirst();
        links.RemoveFirst();
    }

    public void LinksNew()
    {
        linkedLeaves = new LinkedList<Leaf>(linkedLeaves);
        while (linkedLeaves.Count > 9)
            linkedLeaves.RemoveLast();
        linkedLeaves.AddFirst(new Leaf { Number = Draw(10) });
    }

    public void LinksPass(int came, int gone, bool atEnd)
    {
        for (int i = 0; i < came; i++)
        {
            if (i % 2 == 0 == atEnd)
                linkedLeaves.AddLast(new Leaf());
            else
                linkedLeaves.AddFirst(new Leaf());
        }
        for (int i = 0; i < gone; i++)
        {
            if (i % 3 == 0 == atEnd)
                linkedLeaves.RemoveLast();
            else
                linkedLeaves.RemoveFirst();
        }
    }

    public void LinksWork(int item)
    {
        links.AddFirst(item);
        if (links.Count > 5)
            links.RemoveLast();
    }
}
