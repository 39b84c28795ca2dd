using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using StateFuzz.Changing;

namespace StateFuzz.Model;

/// <summary>Collections in the order in which they were filled.</summary>
public sealed class Sequences<T> : Piece
{
    List<T?>? list;
    Queue<T?>? queue;
    Stack<T?>? stack;
    LinkedList<T?>? linked;
    LinkedListNode<T?>? node;
    Collection<T?>? collection;
    ObservableCollection<T?>? observable;
    ConcurrentQueue<T?>? concurrentQueue;
    ConcurrentStack<T?>? concurrentStack;
    PriorityQueue<T?, int>? priorities;
    ImmutableList<T?>? immutable;
    ImmutableQueue<T?>? immutableQueue;
    ImmutableStack<T?>? immutableStack;
    ReadOnlyCollection<T?>? readOnly;
    List<List<T?>?>? nested;
    IList<T?>? behind;

    internal override int OwnWays => 16;

    protected override void ChangeOwn(int way, Source source)
    {
        switch (way)
        {
            case 0: list = source.Replaces(list, () => [], out var ofList) ? ofList : Lists.Change(list!, source); break;
            case 1 when list is not null: Lists.Change(list, source); break;
            case 2: queue = source.Replaces(queue, () => new(), out var ofQueue) ? ofQueue : Queues.Change(queue!, source); break;
            case 3: stack = source.Replaces(stack, () => new(), out var ofStack) ? ofStack : Queues.Change(stack!, source); break;
            case 4: linked = source.Replaces(linked, () => new(), out var ofLinked) ? ofLinked : LinkedLists.Change(linked!, source); break;
            case 5: node = source.OneIn(4) ? null : LinkedLists.Node(linked, node, source); break;
            case 6: collection = source.Replaces(collection, () => [], out var ofCollection) ? ofCollection : Lists.Change(collection!, source); break;
            case 7: observable = source.Replaces(observable, () => [], out var ofObservable) ? ofObservable : Lists.Change(observable!, source); break;
            case 8: concurrentQueue = source.Replaces(concurrentQueue, () => new(), out var ofConcurrent) ? ofConcurrent : Queues.Change(concurrentQueue!, source); break;
            case 9: concurrentStack = source.Replaces(concurrentStack, () => new(), out var ofConcurrentStack) ? ofConcurrentStack : Queues.Change(concurrentStack!, source); break;
            case 10: priorities = source.Replaces(priorities, () => new(), out var ofPriorities) ? ofPriorities : Queues.Change(priorities!, source); break;
            case 11: immutable = source.OneIn(6) ? null : Immutables.Change(immutable ?? [], source); break;
            case 12: immutableQueue = source.OneIn(6) ? null : Immutables.Change(immutableQueue ?? [], source); break;
            case 13: immutableStack = source.OneIn(6) ? null : Immutables.Change(immutableStack ?? [], source); break;
            case 14: readOnly = source.OneIn(3) ? null : new ReadOnlyCollection<T?>(source.OneIn(2) && list is not null ? list : [source.Make<T>()]); break;
            case 15: ChangeNested(source); break;
        }
    }

    void ChangeNested(Source source)
    {
        if (source.OneIn(3))
            behind = source.OneIn(2) ? list : collection;
        else if (nested is null || source.OneIn(10))
            nested = source.OneIn(5) ? null : [list, null, list];
        else if (nested.Count > 0 && nested[source.Next(nested.Count)] is { } inner)
            Lists.Change(inner, source);
        else
            nested.Add(source.OneIn(2) ? list : [source.Make<T>()]);
    }
}
