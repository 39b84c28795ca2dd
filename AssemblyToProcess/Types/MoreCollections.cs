using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Text;
using Replicated;

namespace AssemblyToProcess;

/// <summary>The collections beyond lists and dictionaries, in members of their own types.</summary>
[Replicated]
public class MoreCollections
{
    public HashSet<string>? Set { get; set; }
    public SortedSet<int>? SortedSet { get; set; }
    public Queue<Leaf?>? Queue { get; set; }
    public Stack<int>? Stack { get; set; }
    public LinkedList<string?>? Linked { get; set; }
    public PriorityQueue<Leaf?, int>? Priorities { get; set; }
    public SortedDictionary<int, Leaf?>? Sorted { get; set; }
    public SortedList<int, List<int>?>? SortedList { get; set; }
    public OrderedDictionary<int, string?>? Ordered { get; set; }
    public ConcurrentDictionary<int, Leaf?>? Concurrent { get; set; }
    public ConcurrentQueue<int>? ConcurrentQueue { get; set; }
    public ConcurrentStack<int>? ConcurrentStack { get; set; }
    public ConcurrentBag<int>? Bag { get; set; }
    public Collection<Leaf?>? Collection { get; set; }
    public ObservableCollection<string?>? Observable { get; set; }
    public BitArray? Bits { get; set; }
    public StringBuilder? Text { get; set; }
    public Leaf?[,]? Board { get; set; }
    public int[,,]? Cube { get; set; }
    public int[][,]? Boards { get; set; }
    public Stack<HashSet<int>?>? Nested { get; set; }
}

/// <summary>Collections that never change, and values that are a part of an array.</summary>
[Replicated]
public class ImmutableCollections
{
    public ImmutableList<Leaf?>? List { get; set; }
    public ImmutableQueue<int>? Queue { get; set; }
    public ImmutableStack<int>? Stack { get; set; }
    public ImmutableHashSet<int>? Set { get; set; }
    public ImmutableSortedSet<int>? SortedSet { get; set; }
    public ImmutableDictionary<int, Leaf?>? Map { get; set; }
    public ImmutableSortedDictionary<int, string?>? SortedMap { get; set; }
    public FrozenSet<int>? FrozenSet { get; set; }
    public FrozenDictionary<int, Leaf?>? FrozenMap { get; set; }
    public ReadOnlyCollection<int>? ReadOnly { get; set; }
    public ImmutableArray<Leaf?> Array { get; set; }
    public ArraySegment<int> Segment { get; set; }
    public Memory<int> Memory { get; set; }
    public ReadOnlyMemory<string?> ReadOnlyMemory { get; set; }
}

/// <summary>An order book as programs keep it: sorted by a comparer, found by a key that is a struct.</summary>
[Replicated]
public class Book
{
    public SortedSet<Order> Asks { get; } = new(new ByPrice());
    public SortedDictionary<Price, SortedSet<Order>> Levels { get; } = new(new Descending());
    public Dictionary<OrderId, Order> Orders { get; } = [];

    public Order Add(int id, int price)
    {
        var order = new Order { Id = new OrderId(id), Price = new Price(price) };
        Orders.Add(order.Id, order);
        Asks.Add(order);
        if (!Levels.TryGetValue(order.Price, out var level))
            Levels.Add(order.Price, level = new SortedSet<Order>(new ByPrice()));
        level.Add(order);
        return order;
    }

    public void Cancel(int id)
    {
        if (!Orders.Remove(new OrderId(id), out var order))
            return;
        Asks.Remove(order);
        if (Levels[order.Price].Remove(order) && Levels[order.Price].Count == 0)
            Levels.Remove(order.Price);
    }
}

public readonly record struct OrderId(int Value);

public readonly record struct Price(int Value);

[Replicated]
public class Order
{
    public OrderId Id { get; set; }
    public Price Price { get; set; }
    public int Open { get; set; }
}

public class ByPrice : IComparer<Order>
{
    public virtual int Compare(Order? x, Order? y)
    {
        int byPrice = x!.Price.Value.CompareTo(y!.Price.Value);
        return byPrice != 0 ? byPrice : x.Id.Value.CompareTo(y.Id.Value);
    }
}

class Descending : Comparer<Price>
{
    public override int Compare(Price x, Price y) => y.Value.CompareTo(x.Value);
}
