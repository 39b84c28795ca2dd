using System.Collections;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Collections;

/// <summary>The collections that never change: each change is another instance.</summary>
static class ImmutableCollections
{
    internal static IEnumerable<CollectionCase> All =>
    [
        Case<ImmutableList<Node>>("ImmutableList", [], [
            (list, random) => list.Add(new Node { Number = random.Next(9) }), (list, random) => list.AddRange(list.Take(2)), (list, random) => list.IsEmpty ? list : list.RemoveAt(0), (list, random) => list.Clear()]),
        Case<ImmutableQueue<string>>("ImmutableQueue", [], [
            (queue, random) => queue.Enqueue($"{random.Next(9)}"), (queue, random) => queue.Enqueue("same"), (queue, random) => queue.IsEmpty ? queue : queue.Dequeue()]),
        Case<ImmutableStack<int>>("ImmutableStack", [], [
            (stack, random) => stack.Push(random.Next(9)), (stack, random) => stack.Push(random.Next(9)), (stack, random) => stack.IsEmpty ? stack : stack.Pop()]),
        Case<ImmutableHashSet<int>>("ImmutableHashSet", [], [
            (set, random) => set.Add(random.Next(9)), (set, random) => set.Remove(random.Next(9)), (set, random) => set.Union([1, 2, 30])]),
        Case<ImmutableHashSet<string>>("ImmutableHashSet of texts", ImmutableHashSet.Create<string>(StringComparer.OrdinalIgnoreCase), [
            (set, random) => set.Add($"a{random.Next(9)}"), (set, random) => set.Remove($"A{random.Next(9)}")], isOrdered: false),
        Case<ImmutableHashSet<Node>>("ImmutableHashSet of objects", [], [
            (set, random) => set.Add(new Node { Number = random.Next(9) }), (set, random) => set.Except(set.Take(1))], isOrdered: false),
        Case<ImmutableSortedSet<string>>("ImmutableSortedSet", ImmutableSortedSet.Create<string>(StringComparer.Ordinal), [
            (set, random) => set.Add($"{random.Next(9)}"), (set, random) => set.Remove($"{random.Next(9)}")]),
        Case<ImmutableDictionary<int, Node>>("ImmutableDictionary", ImmutableDictionary<int, Node>.Empty, [
            (map, random) => map.SetItem(random.Next(9), new Node { Number = random.Next(9) }), (map, random) => map.Remove(random.Next(9))]),
        Case<ImmutableSortedDictionary<int, ImmutableList<int>>>("ImmutableSortedDictionary", ImmutableSortedDictionary<int, ImmutableList<int>>.Empty, [
            (map, random) => map.SetItem(random.Next(9), [random.Next(9), 3]), (map, random) => map.Remove(random.Next(9))]),
        Case<FrozenSet<int>>("FrozenSet", FrozenSet<int>.Empty, [
            (set, random) => set.Append(random.Next(99)).ToFrozenSet(), (set, random) => set.Append(random.Next()).ToFrozenSet(), (set, random) => set.Skip(1).ToFrozenSet()]),
        Case<FrozenDictionary<string, int>>("FrozenDictionary", FrozenDictionary<string, int>.Empty, [
            (map, random) => new Dictionary<string, int>(map) { [$"{random.Next(99)}"] = random.Next(9) }.ToFrozenDictionary(StringComparer.Ordinal)]),
        Case<FrozenSet<string>>("FrozenSet of text", FrozenSet<string>.Empty, [
            (set, random) => set.Append($"{random.Next(99)}").ToFrozenSet(StringComparer.OrdinalIgnoreCase)]),
        Case<ReadOnlyCollection<int>>("ReadOnlyCollection", new List<int>().AsReadOnly(), [
            (list, random) => list.Append(random.Next(9)).ToList().AsReadOnly(), (list, random) => new ReadOnlyCollection<int>(list.ToArray())]),
        Case<ReadOnlyDictionary<string, int>>("ReadOnlyDictionary", new(new Dictionary<string, int>()), [
            (map, random) => new(new SortedDictionary<string, int>(map) { [$"{random.Next(9)}"] = 1 })]),
        // Not collections by themselves, but what a list holds.
        Case<List<ImmutableArray<string>>>("ImmutableArray", [], [
            (list, random) => [.. list, ["a", "b"]], (list, random) => [.. list, default], (list, random) => [.. list, []]]),
        Case<ImmutableQueue<ImmutableStack<ImmutableHashSet<Node>>>>("immutable of immutable", [], [
            (queue, random) => queue.Enqueue([[new Node { Number = 3 }], []]), (queue, random) => queue.IsEmpty ? queue : queue.Dequeue().Enqueue(queue.Peek())]),
    ];

    static CollectionCase Case<T>(string name, T empty, Func<T, Random, T>[] changes, bool isOrdered = true)
        where T : class, IEnumerable
        => new CollectionCase<T>(name, () => empty, changes, isOrdered);
}
