using System.Collections.Concurrent;

namespace StateFuzz.Changing;

/// <summary>Changes what is taken out where it is put in, or at the other end.</summary>
static class Queues
{
    internal static Queue<T?> Change<T>(Queue<T?> queue, Source source)
    {
        switch (source.Next(6))
        {
            case 0: queue.TryDequeue(out _); break;
            case 1 when queue.Count > 0: queue.Dequeue(); break;
            case 2 when queue.Count > 5: queue.Clear(); break;
            case 3: Foreign.Call(queue, "Enqueue", source.Make<T>()); break;
            default: queue.Enqueue(source.Make<T>()); break;
        }
        return queue;
    }

    internal static Stack<T?> Change<T>(Stack<T?> stack, Source source)
    {
        switch (source.Next(6))
        {
            case 0: stack.TryPop(out _); break;
            case 1 when stack.Count > 0: stack.Pop(); break;
            case 2 when stack.Count > 5: stack.Clear(); break;
            case 3: Foreign.Call(stack, "Push", source.Make<T>()); break;
            default: stack.Push(source.Make<T>()); break;
        }
        return stack;
    }

    internal static ConcurrentQueue<T?> Change<T>(ConcurrentQueue<T?> queue, Source source)
    {
        switch (source.Next(5))
        {
            case 0: queue.TryDequeue(out _); break;
            case 1 when queue.Count > 5: queue.Clear(); break;
            default: queue.Enqueue(source.Make<T>()); break;
        }
        return queue;
    }

    internal static ConcurrentStack<T?> Change<T>(ConcurrentStack<T?> stack, Source source)
    {
        switch (source.Next(6))
        {
            case 0: stack.TryPop(out _); break;
            case 1 when stack.Count > 5: stack.Clear(); break;
            case 2: stack.PushRange([source.Make<T>(), source.Make<T>()]); break;
            case 3: stack.TryPopRange(new T?[2]); break;
            default: stack.Push(source.Make<T>()); break;
        }
        return stack;
    }

    internal static PriorityQueue<T?, int> Change<T>(PriorityQueue<T?, int> queue, Source source)
    {
        switch (source.Next(8))
        {
            case 0: queue.TryDequeue(out _, out _); break;
            case 1 when queue.Count > 8: queue.Clear(); break;
            case 2: queue.EnqueueDequeue(source.Make<T>(), source.Next(4)); break;
            case 3 when queue.Count > 0: queue.DequeueEnqueue(source.Make<T>(), source.Next(4)); break;
            case 4: queue.EnqueueRange([source.Make<T>(), source.Make<T>()], source.Next(4)); break;
            case 5 when queue.Count > 0: queue.Remove(queue.Peek(), out _, out _); break;
            default: queue.Enqueue(source.Make<T>(), source.Next(4)); break;
        }
        return queue;
    }

    internal static ConcurrentBag<T> Change<T>(ConcurrentBag<T> bag, Source source, Func<T> item)
    {
        switch (source.Next(5))
        {
            case 0: bag.TryTake(out _); break;
            case 1 when bag.Count > 5: bag.Clear(); break;
            default: bag.Add(item()); break;
        }
        return bag;
    }
}
