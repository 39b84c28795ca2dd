using System;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Replicated;

namespace AssemblyToProcess;

/// <summary>Group 10: arrays and collections, which are changed without a store to the member.</summary>
[Replicated]
public class ArraysAndCollections
{
    public int[] array = [1, 2, 3, 4];
    public string?[] texts = new string?[4];
    public Point[] points = new Point[4];
    public byte[] bytes = new byte[8];
    public decimal[] money = new decimal[2];
    public Leaf?[] leaves = new Leaf?[4];
    public int[][] jagged = [[1], [2, 3]];
    public List<int> list = [3, 1, 2];
    public Dictionary<string, int> map = new() { ["a"] = 1 };
    public Dictionary<int, Leaf> byNumber = [];
    public List<Leaf> graph = [];
    public GraphNode? node;
    public string text = "";
    public int[,] board = new int[4, 4];
    public Queue<int> queue = new([1, 2]);
    public Stack<string> stack = new(["a", "b"]);
    public SortedDictionary<int, string> sorted = new() { [2] = "two" };
    public LinkedList<int> linked = new([1, 2, 3]);
    public HashSet<string> set = ["a", "b"];
    public ConcurrentDictionary<int, int> concurrent = new();
    public ConcurrentQueue<int> concurrentQueue = new();
    public ImmutableList<int> immutable = [];
    public ImmutableDictionary<string, int> immutableMap = ImmutableDictionary<string, int>.Empty;
    public FrozenSet<int> frozen = FrozenSet<int>.Empty;

    public void Row092_store_of_an_element(int n)
    {
        array[n] = n + 7;
        texts[n] = n.ToString();
        bytes[n] = (byte)(n + 1);
        money[n % 2] = n + 1;
        points[n] = new Point { X = n + 1 };
        leaves[n] = new Leaf { Number = n };
        jagged[1][n % 2]--;
        jagged[0] = [n];
    }

    public void Row092_store_of_an_element_through_an_alias(int n)
    {
        int[] alias = array;
        IList<int> asInterface = array;
        alias[0]++;
        asInterface[1] += 2;
        Set(points, n);
    }

    static void Set<T>(T[] items, int n)
        where T : struct, IMoves => items[n].Move(n + 1, 1);

    public void Row093_address_of_an_element(int n)
    {
        ref int element = ref array[n];
        element += 4;
        points[n].Y++;
        points[0].Move(1, 1);
        array.AsSpan(1, 2).Fill(n + 10);
        Array.Fill(bytes, (byte)(n + 1));
        Array.Copy(array, 0, array, 1, 2);
        Array.Sort(array);
        Array.Reverse(array);
        Array.Resize(ref array, 6);
    }

    public void Row093_array_of_two_dimensions(int n)
    {
        board[n, 1] = n + 2;
        board[0, n]--;
        ref int at = ref board[3, 3];
        at += 4;
    }

    public void Row094_array_literal(int n)
    {
        array = [n, 2, 3, 4, 5, 6];
        list = [n, 1, .. array];
        jagged = [[n], array];
        texts = new[] { "a", "b", "c", n.ToString() };
    }

    public void Row135_list(int n)
    {
        list.Add(n);
        list[0] = n + 4;
        list.Insert(0, 9);
        list.Sort();
        list.RemoveAt(1);
        list.AddRange([n, n + 1]);
        if (n == 3)
            list.Clear();
    }

    public void Row135_queue_stack_and_sorted(int n)
    {
        queue.Enqueue(n);
        queue.Dequeue();
        stack.Push($"{n}");
        if (n > 1)
            stack.Pop();
        sorted[n] = $"{n + 1}";
        sorted.Remove(n - 1);
        linked.AddFirst(n);
        linked.Last!.Value += 5;
    }

    public void Row136_set(int n)
    {
        set.Add($"{n}");
        set.Remove(n == 1 ? "a" : $"{n - 1}");
        if (n == 3)
            set.Clear();
    }

    public void Row136_dictionary(int n)
    {
        if (n == 2)
            map.Remove("a");
        map["a"] = n + 2;
        map[$"{n}"] = n;
        map.TryAdd("b", 3);
        if (n == 3)
            map.Clear();
    }

    public void Row136_writes_that_leave_no_version(int n)
    {
        CollectionsMarshal.AsSpan(list)[0] = n + 5;
        CollectionsMarshal.GetValueRefOrAddDefault(map, "a", out _) += n + 1;
        CollectionsMarshal.GetValueRefOrNullRef(map, "a")++;
    }

    public void Row137_concurrent(int n)
    {
        concurrent[n] = n + 1;
        concurrent.AddOrUpdate(0, 1, (_, old) => old + 3);
        concurrent.TryRemove(n - 1, out _);
        concurrentQueue.Enqueue(n);
        if (n == 2)
            concurrentQueue.TryDequeue(out _);
    }

    public void Row138_immutable_and_frozen(int n)
    {
        immutable = immutable.Add(n).Add(n + 1);
        immutableMap = immutableMap.SetItem($"{n % 2}", n);
        frozen = immutable.ToFrozenSet();
    }

    public void Row139_alias_of_a_collection(int n)
    {
        var alias = list;
        alias.Add(n);
        ICollection<int> asInterface = list;
        asInterface.Add(n + 1);
        Add(map, n);
        (byNumber, var all) = (byNumber, new List<Dictionary<int, Leaf>> { byNumber });
        all[0][n] = new Leaf { Number = n };
    }

    static void Add<T>(T to, int n)
        where T : IDictionary<string, int> => to[$"{n}"] = n;

    public void Row140_text(int n)
    {
        text += n;
        text = text.Replace('1', 'x');
    }

    public void Row141_elements_that_are_replicated_objects(int n)
    {
        var leaf = new Leaf { Number = n };
        graph.Add(leaf);
        graph.Add(leaf);
        leaves[0] = byNumber[n] = leaf;
        leaf.Number++;
        graph[0].Text += "changed";
        if (n == 3)
            graph.RemoveAt(0);
    }

    public void Row142_cycles(int n)
    {
        node = new GraphNode { Number = n, Other = node };
        node.Self = node;
        node.Neighbours = [node, node.Other];
        node.Array = [node.Other, node];
        if (node.Other is { } other)
            other.Other = node;
    }
}
