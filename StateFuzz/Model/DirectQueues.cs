using StateFuzz.Changing;

namespace StateFuzz.Model;

/// <summary>Queues, stacks and linked lists that the class changes itself, in ordinary code.</summary>
public sealed class DirectQueues : Piece
{
    const int CountMax = 12;
    const int Groups = 4;
    const int WaysOfGroup = 12;

    Queue<int> queue = new();
    readonly Stack<Piece?> stack = new();
    LinkedList<int> linked = new();
    LinkedList<Piece?> chain = new();
    PriorityQueue<Piece?, int>? urgent;
    Queue<Piece?>? pieces;
    Stack<int>? same;

    internal override int OwnWays => Groups * WaysOfGroup;

    Queue<int> Waiting => queue;

    protected override void ChangeOwn(int way, Source source)
    {
        while (queue.Count > CountMax)
            queue.Dequeue();
        while (stack.Count > CountMax)
            source.PutAside(stack.Pop());
        while (linked.Count > CountMax)
            linked.RemoveFirst();
        while (chain.Count > CountMax)
            chain.RemoveLast();
        switch (way / WaysOfGroup)
        {
            case 0: ChangeQueue(way % WaysOfGroup, source); break;
            case 1: ChangeStack(way % WaysOfGroup, source); break;
            case 2: ChangeLinked(way % WaysOfGroup, source); break;
            case 3: ChangeChain(way % WaysOfGroup, source); break;
        }
    }

    void ChangeQueue(int way, Source source)
    {
        switch (way)
        {
            case 0: queue.Enqueue(source.Next(50)); break;
            case 1 when queue.Count > 0: queue.Enqueue(queue.Dequeue()); break;
            case 2: queue.TryDequeue(out _); break;
            case 3 when source.OneIn(3): queue.Clear(); break;
            case 4: queue.TrimExcess(); break;
            case 5: queue.EnsureCapacity(20); break;
            case 6: Waiting.Enqueue(source.Next(50)); break;
            case 7:
                for (int i = 0; i < 4; i++)
                    queue.Enqueue(i);
                break;
            case 8: queue = source.Replaces(queue, () => new(), out var other) ? other ?? new() : queue; break;
            case 9: (pieces ??= new()).Enqueue(source.Piece()); break;
            case 10:
                while (pieces?.TryDequeue(out var piece) == true && piece is not null)
                    source.PutAside(piece);
                break;
            case 11: Foreign.Call(queue, "Enqueue", source.Next(50)); break;
        }
    }

    void ChangeStack(int way, Source source)
    {
        var local = stack;
        switch (way)
        {
            case 0: stack.Push(source.Piece()); break;
            case 1 when stack.Count > 0: source.PutAside(stack.Pop()); break;
            case 2: stack.TryPop(out _); break;
            case 3 when source.OneIn(3): stack.Clear(); break;
            case 4: stack.TrimExcess(); break;
            case 5: stack.EnsureCapacity(20); break;
            case 6: local.Push(this); break;
            case 7:
                for (var next = source.Piece(); next is not null && stack.Count < CountMax; next = source.OneIn(3) ? null : source.Piece())
                    stack.Push(next);
                break;
            case 8: (same ??= new()).Push(source.Next(50)); break;
            case 9 when same is { Count: > 1 }: same.Push(same.Pop() + same.Pop()); break;
            case 10: Queues.Change(stack, source); break;
            case 11: same = source.OneIn(3) ? null : new(queue); break;
        }
    }

    void ChangeLinked(int way, Source source)
    {
        switch (way)
        {
            case 0: linked.AddFirst(source.Next(50)); break;
            case 1: linked.AddLast(source.Next(50)); break;
            case 2 when linked.Count > 0: linked.AddAfter(linked.First!, source.Next(50)); break;
            case 3 when linked.Count > 0: linked.RemoveLast(); break;
            case 4: linked.Remove(source.Next(50)); break;
            case 5 when linked.First is { } first: first.Value++; break;
            case 6 when linked.Last is { } last: last.ValueRef ^= 3; break;
            case 7:
                for (var node = linked.First; node is not null; node = node.Next)
                    node.Value += 2;
                break;
            case 8: linked = source.Replaces(linked, () => new(), out var other) ? other ?? new() : linked; break;
            case 9: (urgent ??= new()).Enqueue(source.Piece(), source.Next(5)); break;
            case 10: urgent?.TryDequeue(out _, out _); break;
            case 11 when urgent is { Count: > 8 }: urgent.Clear(); break;
        }
    }

    /// <summary>Whose nodes stay in the variables of this method.</summary>
    void ChangeChain(int way, Source source)
    {
        var node = chain.First;
        for (int steps = source.Next(4); steps > 0 && node?.Next is { } next; steps--)
            node = next;
        switch (way)
        {
            case 0: chain.AddFirst(source.Piece()); break;
            case 1: chain.AddLast(source.Piece()); break;
            case 2 when node is not null: chain.AddAfter(node, source.Piece()); break;
            case 3 when node is not null: chain.AddBefore(node, source.Piece()); break;
            case 4 when node is not null:
                source.PutAside(node.Value);
                chain.Remove(node);
                break;
            case 5 when node is not null:
                chain.Remove(node);
                chain.AddFirst(node);
                break;
            case 6 when node is not null: node.Value = source.Piece(); break;
            case 7 when chain.Count > 1:
                source.PutAside(chain.First!.Value);
                chain.RemoveFirst();
                chain.RemoveLast();
                break;
            case 8: chain.Remove(this); break;
            case 9 when source.OneIn(3): chain.Clear(); break;
            case 10:
                var own = new LinkedListNode<Piece?>(this);
                chain.AddLast(own);
                own.Value = source.Piece();
                break;
            case 11: chain = new(chain); break;
        }
    }
}
