using System.Collections.Immutable;

namespace StateFuzz.Changing;

/// <summary>Makes other collections of those that never change.</summary>
static class Immutables
{
    internal static ImmutableList<T?> Change<T>(ImmutableList<T?> list, Source source) => source.Next(5) switch
    {
        0 when list.Count > 0 => list.RemoveAt(source.Next(list.Count)),
        1 when list.Count > 0 => list.SetItem(source.Next(list.Count), source.Make<T>()),
        2 when list.Count > 6 => list.Clear(),
        3 => list.Insert(source.Next(list.Count + 1), source.Make<T>()),
        _ => list.Add(source.Make<T>()),
    };

    internal static ImmutableQueue<T?> Change<T>(ImmutableQueue<T?> queue, Source source) => !queue.IsEmpty && source.OneIn(2) ? queue.Dequeue() : queue.Enqueue(source.Make<T>());

    internal static ImmutableStack<T?> Change<T>(ImmutableStack<T?> stack, Source source) => !stack.IsEmpty && source.OneIn(2) ? stack.Pop() : stack.Push(source.Make<T>());
}
