using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Replicated.Collections;
using Replicated.Marks;

namespace Replicated.Woven;

/// <summary>What woven code calls in place of the members that change a queue, a stack or a linked list, as <see cref="Watched"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[StackTraceHidden]
[DebuggerNonUserCode]
public static class WatchedQueues
{
    /// <summary><c>queue.Enqueue(item)</c></summary>
    public static void AddToQueue<T>(Queue<T> queue, T item)
    {
        var turn = new Turn(queue);
        try
        {
            queue.Enqueue(item);
            turn.Report(ItemEvent.Added, item);
        }
        finally
        {
            turn.End();
        }
    }

    /// <summary><c>queue.Dequeue()</c></summary>
    public static T TakeFromQueue<T>(Queue<T> queue)
    {
        var turn = new Turn(queue);
        try
        {
            var item = queue.Dequeue();
            turn.Report<T>(ItemEvent.Removed, default!);
            return item;
        }
        finally
        {
            turn.End();
        }
    }

    /// <summary><c>queue.TryDequeue(out item)</c></summary>
    public static bool TryTakeFromQueue<T>(Queue<T> queue, [MaybeNullWhen(false)] out T item)
    {
        var turn = new Turn(queue);
        try
        {
            bool taken = queue.TryDequeue(out item);
            if (taken)
                turn.Report<T>(ItemEvent.Removed, default!);
            else
                turn.ReportNothing();
            return taken;
        }
        finally
        {
            turn.End();
        }
    }

    /// <summary><c>stack.Push(item)</c></summary>
    public static void AddToStack<T>(Stack<T> stack, T item)
    {
        var turn = new Turn(stack);
        try
        {
            stack.Push(item);
            turn.Report(ItemEvent.Added, item);
        }
        finally
        {
            turn.End();
        }
    }

    /// <summary><c>stack.Pop()</c></summary>
    public static T TakeFromStack<T>(Stack<T> stack)
    {
        var turn = new Turn(stack);
        try
        {
            var item = stack.Pop();
            turn.Report<T>(ItemEvent.Removed, default!);
            return item;
        }
        finally
        {
            turn.End();
        }
    }

    /// <summary><c>stack.TryPop(out item)</c></summary>
    public static bool TryTakeFromStack<T>(Stack<T> stack, [MaybeNullWhen(false)] out T item)
    {
        var turn = new Turn(stack);
        try
        {
            bool taken = stack.TryPop(out item);
            if (taken)
                turn.Report<T>(ItemEvent.Removed, default!);
            else
                turn.ReportNothing();
            return taken;
        }
        finally
        {
            turn.End();
        }
    }

    /// <summary><c>queue.Enqueue(element, priority)</c></summary>
    public static void AddToPriorityQueue<TElement, TPriority>(PriorityQueue<TElement, TPriority> queue, TElement element, TPriority priority)
    {
        var turn = new Turn(queue);
        try
        {
            queue.Enqueue(element, priority);
            turn.Report(ItemEvent.Added, (element, priority));
        }
        finally
        {
            turn.End();
        }
    }

    /// <summary><c>queue.Dequeue()</c></summary>
    public static TElement TakeFromPriorityQueue<TElement, TPriority>(PriorityQueue<TElement, TPriority> queue)
    {
        var turn = new Turn(queue);
        try
        {
            var element = queue.Dequeue();
            turn.Report<(TElement, TPriority)>(ItemEvent.Removed, default);
            return element;
        }
        finally
        {
            turn.End();
        }
    }

    /// <summary><c>queue.TryDequeue(out element, out priority)</c></summary>
    public static bool TryTakeFromPriorityQueue<TElement, TPriority>(
        PriorityQueue<TElement, TPriority> queue, [MaybeNullWhen(false)] out TElement element, [MaybeNullWhen(false)] out TPriority priority)
    {
        var turn = new Turn(queue);
        try
        {
            bool taken = queue.TryDequeue(out element, out priority);
            if (taken)
                turn.Report<(TElement, TPriority)>(ItemEvent.Removed, default!);
            else
                turn.ReportNothing();
            return taken;
        }
        finally
        {
            turn.End();
        }
    }

    /// <summary><c>list.AddFirst(item)</c></summary>
    public static LinkedListNode<T> AddFirstToLinkedList<T>(LinkedList<T> list, T item)
    {
        var turn = new Turn(list);
        try
        {
            var node = list.AddFirst(item);
            turn.Report(ItemEvent.AddedFirst, new LinkedItem<T>(item, null));
            return node;
        }
        finally
        {
            turn.End();
        }
    }

    /// <summary><c>list.AddLast(item)</c></summary>
    public static LinkedListNode<T> AddLastToLinkedList<T>(LinkedList<T> list, T item)
    {
        var turn = new Turn(list);
        try
        {
            var node = list.AddLast(item);
            turn.Report(ItemEvent.Added, new LinkedItem<T>(item, null));
            return node;
        }
        finally
        {
            turn.End();
        }
    }

    /// <summary><c>list.RemoveFirst()</c></summary>
    public static void RemoveFirstFromLinkedList<T>(LinkedList<T> list)
    {
        var turn = new Turn(list);
        try
        {
            list.RemoveFirst();
            turn.Report<LinkedItem<T>>(ItemEvent.Removed, default);
        }
        finally
        {
            turn.End();
        }
    }

    /// <summary><c>list.RemoveLast()</c></summary>
    public static void RemoveLastFromLinkedList<T>(LinkedList<T> list)
    {
        var turn = new Turn(list);
        try
        {
            list.RemoveLast();
            turn.Report<LinkedItem<T>>(ItemEvent.RemovedLast, default);
        }
        finally
        {
            turn.End();
        }
    }

    /// <summary><c>list.Remove(item)</c></summary>
    /// <remarks>Who compares may be code of the program: it is not made wait for.</remarks>
    public static bool RemoveFromLinkedList<T>(LinkedList<T> list, T item)
    {
        if (list.Find(item) is not { } node)
            return false;
        RemoveNodeFromLinkedList(list, node);
        return true;
    }

    /// <summary><c>list.Remove(node)</c></summary>
    public static void RemoveNodeFromLinkedList<T>(LinkedList<T> list, LinkedListNode<T> node)
    {
        var turn = new Turn(list);
        try
        {
            bool isFirst = list.First == node;
            bool isLast = list.Last == node;
            list.Remove(node);
            if (isFirst || isLast)
                turn.Report<LinkedItem<T>>(isFirst ? ItemEvent.Removed : ItemEvent.RemovedLast, default);
        }
        finally
        {
            turn.End();
        }
    }

    /// <summary><c>node.Value = item</c></summary>
    public static void SetInLinkedList<T>(LinkedListNode<T> node, T item)
    {
        node.Value = item;
        if (TouchedCollection.Any)
            Watched.Touch(node.List);
    }
}
