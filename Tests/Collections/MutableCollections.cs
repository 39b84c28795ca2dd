using System.Collections;
using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Collections;

/// <summary>The collections that change, each with all members that change it.</summary>
static class MutableCollections
{
    internal static IEnumerable<CollectionCase> All => [.. Sequences(), .. Sets(), .. Maps(), .. Concurrent(), .. Others()];

    static int Number(Random random) => random.Next(30);

    static string Text(Random random) => $"text {random.Next(30)}";

    static CollectionCase Case<T>(string name, Func<T> create, Action<T, Random>[] changes, bool isOrdered = true)
        where T : class, IEnumerable
        => new CollectionCase<T>(
            name,
            create,
            [.. changes.Select<Action<T, Random>, Func<T, Random, T>>(change => (collection, random) =>
            {
                change(collection, random);
                return collection;
            })],
            isOrdered);

    static IEnumerable<CollectionCase> Sequences()
    {
        yield return Case<List<string?>>("List", () => [], [
            (list, random) => list.Add(Text(random)), (list, random) => list.Insert(random.Next(list.Count + 1), null), (list, random) => list.InsertRange(0, ["a", "b"]),
            (list, random) => list.AddRange(["a", null, "b"]), (list, random) => list.Remove(Text(random)), (list, random) => list.RemoveAll(text => text is null),
            (list, random) => list.RemoveRange(0, list.Count / 3), (list, random) => list.Reverse(), (list, random) => list.Sort(StringComparer.Ordinal), (list, random) => { if (random.Next(4) == 0) list.Clear(); },
            (list, random) => { if (list.Count > 0) list[random.Next(list.Count)] = Text(random); }, (list, random) => { if (list.Count > 0) list.RemoveAt(random.Next(list.Count)); },
            (list, random) => list.Reverse(0, list.Count / 2), (list, random) => list.Sort(), (list, random) => list.Sort(0, list.Count / 2, StringComparer.Ordinal),
            (list, random) => list.Sort((left, right) => string.CompareOrdinal(right, left)), (list, random) => list.InsertRange(list.Count / 2, list),
            (list, random) => list.AddRange(list.ToArray().AsSpan()), (list, random) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list).Fill("filled"),
            (list, random) => System.Runtime.InteropServices.CollectionsMarshal.SetCount(list, list.Count / 2)]);
        yield return Case<Queue<int>>("Queue", () => new(), [
            (queue, random) => queue.Enqueue(Number(random)), (queue, random) => queue.Enqueue(Number(random)), (queue, random) => queue.TryDequeue(out _),
            (queue, random) => _ = queue.Count > 0 ? queue.Dequeue() : 0, (queue, random) => queue.TrimExcess(), (queue, random) => queue.Clear()]);
        yield return Case<Stack<string>>("Stack", () => new(), [
            (stack, random) => stack.Push(Text(random)), (stack, random) => stack.Push(Text(random)), (stack, random) => stack.TryPop(out _),
            (stack, random) => _ = stack.Count > 0 ? stack.Pop() : "", (stack, random) => stack.Clear()]);
        yield return Case<LinkedList<Node>>("LinkedList", () => new(), [
            (list, random) => list.AddFirst(new Node { Number = Number(random) }), (list, random) => list.AddLast(new Node { Number = Number(random) }),
            (list, random) => list.AddLast(list.First?.Value ?? new Node()), (list, random) => _ = list.First is { } node ? list.AddAfter(node, node.Value) : null,
            (list, random) => _ = list.Last is { } node ? list.AddBefore(node, new Node()) : null, (list, random) => { if (list.Count > 0) list.RemoveFirst(); },
            (list, random) => { if (list.Count > 0) list.RemoveLast(); }, (list, random) => { if (list.First?.Next is { } node) list.Remove(node); },
            (list, random) => { if (list.Last is { } node) list.Remove(node.Value); }, (list, random) => { if (list.First is { } node) node.Value = new Node { Number = -1 }; },
            (list, random) => { if (list.Last is { } node) node.ValueRef = new Node { Number = -2 }; }, (list, random) => { if (random.Next(4) == 0) list.Clear(); }]);
        yield return Case<Collection<int>>("Collection", () => [], [
            (list, random) => list.Add(Number(random)), (list, random) => list.Insert(random.Next(list.Count + 1), Number(random)), (list, random) => list.Remove(Number(random)),
            (list, random) => { if (list.Count > 0) list.RemoveAt(0); }, (list, random) => { if (list.Count > 0) list[^1] = -1; }, (list, random) => { if (random.Next(4) == 0) list.Clear(); }]);
        yield return Case<ObservableCollection<string>>("ObservableCollection", () => [], [
            (list, random) => list.Add(Text(random)), (list, random) => list.Insert(random.Next(list.Count + 1), Text(random)), (list, random) => list.Remove(Text(random)),
            (list, random) => { if (list.Count > 0) list.RemoveAt(0); }, (list, random) => { if (list.Count > 1) list.Move(0, list.Count - 1); },
            (list, random) => { if (list.Count > 0) list[^1] = "set"; }, (list, random) => { if (random.Next(4) == 0) list.Clear(); }]);
    }

    static IEnumerable<CollectionCase> Sets()
    {
        Action<ISet<string>, Random>[] changes = [
            (set, random) => set.Add(Text(random)), (set, random) => set.Add(Text(random)), (set, random) => set.Remove(Text(random)), (set, random) => set.UnionWith(["a", "text 3"]),
            (set, random) => set.ExceptWith(["a", "text 4"]), (set, random) => set.SymmetricExceptWith(["b", "a"]),
            (set, random) => set.IntersectWith(set.Where(text => text[^1] != '7').ToArray()), (set, random) => { if (random.Next(4) == 0) set.Clear(); }];
        yield return Case<HashSet<string>>("HashSet", () => [], [
            .. changes.Select<Action<ISet<string>, Random>, Action<HashSet<string>, Random>>(change => (set, random) => change(set, random)),
            (set, random) => set.RemoveWhere(text => text[^1] == '3'), (set, random) => set.TrimExcess()]);
        yield return Case<SortedSet<string>>("SortedSet", () => new(StringComparer.Ordinal), [
            .. changes.Select<Action<ISet<string>, Random>, Action<SortedSet<string>, Random>>(change => (set, random) => change(set, random)),
            (set, random) => set.RemoveWhere(text => text[^1] == '3'), (set, random) => set.GetViewBetween("text 1", "text 2").Clear()]);
        yield return Case<HashSet<Node>>("HashSet of objects", () => [], [
            (set, random) => set.Add(new Node { Number = Number(random) }), (set, random) => set.Add(new Node()), (set, random) => set.RemoveWhere(node => node.Number % 3 == 1)]);
    }

    static IEnumerable<CollectionCase> Maps()
    {
        Action<Dictionary<int, string>, Random>[] ofDictionaries = [
            (map, random) => map.Add(map.Keys.Append(0).Max() + 1, "added"), (map, random) => map.Remove(Number(random), out _), (map, random) => map.TrimExcess(), (map, random) => map.TrimExcess(map.Count + 3),
            (map, random) => System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(map, Number(random), out _) ??= "new",
            (map, random) => { foreach (int key in map.Keys.Take(3).ToArray()) { map.Remove(key); map.Add(key, "again"); } },
            (map, random) => { var all = map.Reverse().ToArray(); map.Clear(); foreach (var (key, value) in all) map.Add(key, value); }];
        Action<IDictionary<int, string>, Random>[] changes = [
            (map, random) => map[Number(random)] = Text(random), (map, random) => map[Number(random)] = Text(random), (map, random) => map.TryAdd(Number(random), "tried"),
            (map, random) => map.Remove(Number(random)), (map, random) => map.Remove(map.FirstOrDefault()), (map, random) => { if (random.Next(4) == 0) map.Clear(); }];
        yield return Case<Dictionary<int, string>>("Dictionary", () => [], [.. Of<Dictionary<int, string>>(), .. ofDictionaries]);
        yield return Case<Dictionary<string, Node>>("Dictionary of objects", () => new(StringComparer.OrdinalIgnoreCase), [
            (map, random) => map[Text(random)] = new Node { Number = Number(random) }, (map, random) => map.TryAdd(Text(random).ToUpperInvariant(), new Node()), (map, random) => map.Remove(Text(random)),
            (map, random) => map.Remove(map.Keys.FirstOrDefault() ?? ""), (map, random) => System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(map, Text(random), out _) ??= new Node()]);
        yield return Case<SortedDictionary<int, string>>("SortedDictionary", () => [], Of<SortedDictionary<int, string>>());
        yield return Case<SortedList<int, string>>("SortedList", () => [], [
            .. Of<SortedList<int, string>>(), (map, random) => { if (map.Count > 0) map.RemoveAt(0); }, (map, random) => { if (map.Count > 0) map.SetValueAtIndex(map.Count - 1, "set"); }]);
        yield return Case<OrderedDictionary<int, string>>("OrderedDictionary", () => [], [
            .. Of<OrderedDictionary<int, string>>(), (map, random) => { if (!map.ContainsKey(77)) map.Insert(0, 77, "first"); }, (map, random) => { if (map.Count > 1) map.RemoveAt(1); },
            (map, random) => { if (map.Count > 0) map.SetAt(0, "set"); }, (map, random) => { if (map.Count > 0 && !map.ContainsKey(78)) map.SetAt(0, 78, "both"); }]);
        yield return Case<ConcurrentDictionary<int, string>>("ConcurrentDictionary", () => [], [
            .. Of<ConcurrentDictionary<int, string>>(), (map, random) => map.AddOrUpdate(Number(random), "new", (_, old) => old + "!"), (map, random) => map.GetOrAdd(Number(random), "got"),
            (map, random) => map.TryRemove(Number(random), out _), (map, random) => { if (map.FirstOrDefault() is { Value: not null } one) map.TryUpdate(one.Key, "other", one.Value); }], isOrdered: false);

        Action<T, Random>[] Of<T>()
            where T : IDictionary<int, string>
            => [.. changes.Select<Action<IDictionary<int, string>, Random>, Action<T, Random>>(change => (map, random) => change(map, random))];
    }

    static IEnumerable<CollectionCase> Concurrent()
    {
        yield return Case<ConcurrentQueue<Node>>("ConcurrentQueue", () => new(), [
            (queue, random) => queue.Enqueue(new Node { Number = Number(random) }), (queue, random) => queue.TryDequeue(out _), (queue, random) => { if (random.Next(4) == 0) queue.Clear(); }]);
        yield return Case<ConcurrentStack<int>>("ConcurrentStack", () => new(), [
            (stack, random) => stack.Push(Number(random)), (stack, random) => stack.PushRange([1, 2, 3]), (stack, random) => stack.TryPop(out _),
            (stack, random) => stack.TryPopRange(new int[2]), (stack, random) => { if (random.Next(4) == 0) stack.Clear(); }]);
        yield return Case<ConcurrentBag<string>>("ConcurrentBag", () => [], [
            (bag, random) => bag.Add(Text(random)), (bag, random) => bag.TryTake(out _), (bag, random) => { if (random.Next(4) == 0) bag.Clear(); }], isOrdered: false);
    }

    static IEnumerable<CollectionCase> Others()
    {
        yield return Case<BitArray>("BitArray", () => new(70), [
            (bits, random) => { if (bits.Length > 0) bits[random.Next(bits.Length)] = true; }, (bits, random) => { if (bits.Length > 0) bits.Set(bits.Length - 1, true); },
            (bits, random) => bits.Not(), (bits, random) => bits.Length = random.Next(100), (bits, random) => bits.LeftShift(3), (bits, random) => bits.RightShift(1),
            (bits, random) => bits.Or(new BitArray(bits)), (bits, random) => bits.Xor(new BitArray(bits)), (bits, random) => bits.And(new BitArray(bits.Length, true)), (bits, random) => bits.SetAll(true)]);
        yield return Case<int[,]>("int[,]", () => new int[3, 4], [
            (grid, random) => grid[random.Next(3), random.Next(4)] = Number(random), (grid, random) => Array.Clear(grid), (grid, random) => grid.SetValue(7, 2, 3)]);
        yield return Case<Node?[,,]>("Node[,,]", () => new Node?[2, 3, 2], [
            (grid, random) => grid[random.Next(2), random.Next(3), 1] = new Node { Number = Number(random) }, (grid, random) => grid[0, 0, 0] = grid[1, 2, 1], (grid, random) => grid[1, 1, 1] = null]);
        yield return Case<int[][]>("int[][]", () => [[1], [2, 3], []], [
            (rows, random) => rows[random.Next(2)][0] = Number(random), (rows, random) => rows[2] = [.. rows[2], Number(random)], (rows, random) => rows[1] = rows[0]]);
        yield return Case<int[][,]>("int[][,]", () => [new int[1, 2], new int[2, 0]], [
            (rows, random) => rows[0][0, 1] = Number(random), (rows, random) => rows[1] = new int[random.Next(3), random.Next(3)]]);
        yield return Case<byte[]>("byte[]", () => new byte[1 << 11], [
            (bytes, random) => bytes[random.Next(bytes.Length)] = (byte)Number(random), (bytes, random) => bytes.AsSpan(100, 300).Fill((byte)Number(random))]);
        yield return Case<Queue<HashSet<int>>>("Queue of sets", () => new(), [
            (queue, random) => queue.Enqueue([Number(random)]), (queue, random) => { if (queue.TryPeek(out var set)) set.Add(Number(random)); }, (queue, random) => { if (queue.Count > 2) queue.Dequeue(); }]);
    }
}
