using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Text;
using Replicated;

namespace Native;

/// <summary>All collections of .NET over one type.</summary>
[Replicated]
internal sealed class Shelf<T>
    where T : IComparable<T>
{
    public List<T> List { get; } = [];
    public HashSet<T> HashSet { get; } = [];
    public SortedSet<T> SortedSet { get; } = [];
    public Queue<T> Queue { get; } = [];
    public Stack<T> Stack { get; } = [];
    public LinkedList<T> LinkedList { get; } = [];
    public PriorityQueue<T, int> PriorityQueue { get; } = new();
    public Dictionary<T, T> Dictionary { get; } = [];
    public SortedDictionary<T, T> SortedDictionary { get; } = [];
    public SortedList<T, T> SortedList { get; } = [];
    public OrderedDictionary<T, T> OrderedDictionary { get; } = [];
    public ConcurrentDictionary<T, T> ConcurrentDictionary { get; } = [];
    public ConcurrentQueue<T> ConcurrentQueue { get; } = [];
    public ConcurrentStack<T> ConcurrentStack { get; } = [];
    public ConcurrentBag<T> ConcurrentBag { get; } = [];
    public Collection<T> Collection { get; } = [];
    public ObservableCollection<T> ObservableCollection { get; } = [];
    public ReadOnlyCollection<T>? ReadOnlyCollection { get; set; }
    public ReadOnlyDictionary<T, T>? ReadOnlyDictionary { get; set; }
    public ImmutableArray<T> ImmutableArray { get; set; } = [];
    public ImmutableList<T> ImmutableList { get; set; } = [];
    public ImmutableQueue<T> ImmutableQueue { get; set; } = [];
    public ImmutableStack<T> ImmutableStack { get; set; } = [];
    public ImmutableHashSet<T> ImmutableHashSet { get; set; } = [];
    public ImmutableSortedSet<T> ImmutableSortedSet { get; set; } = [];
    public ImmutableDictionary<T, T> ImmutableDictionary { get; set; } = ImmutableDictionary<T, T>.Empty;
    public ImmutableSortedDictionary<T, T> ImmutableSortedDictionary { get; set; } = ImmutableSortedDictionary<T, T>.Empty;
    public FrozenSet<T> FrozenSet { get; set; } = FrozenSet<T>.Empty;
    public FrozenDictionary<T, T> FrozenDictionary { get; set; } = FrozenDictionary<T, T>.Empty;
    public T[,] Grid { get; } = new T[1, 2];
    public T[][] Jagged { get; set; } = [];
    public ArraySegment<T> ArraySegment { get; set; } = ArraySegment<T>.Empty;
    public Memory<T> Memory { get; set; }
    public ReadOnlyMemory<T> ReadOnlyMemory { get; set; }
    public BitArray Bits { get; } = new(4);
    public StringBuilder Text { get; } = new();
    public Random Seeded { get; } = new(4);
    public Random Unseeded { get; } = new();

    /// <summary>What an interface holds does not say what it is.</summary>
    public IReadOnlyList<T>? Some { get; set; }
    public IReadOnlyDictionary<T, T>? Known { get; set; }

    internal void Add(T item)
    {
        List.Add(item);
        HashSet.Add(item);
        SortedSet.Add(item);
        Queue.Enqueue(item);
        Stack.Push(item);
        LinkedList.AddLast(item);
        PriorityQueue.Enqueue(item, 1);
        Dictionary[item] = item;
        SortedDictionary[item] = item;
        SortedList[item] = item;
        OrderedDictionary[item] = item;
        ConcurrentDictionary[item] = item;
        ConcurrentQueue.Enqueue(item);
        ConcurrentStack.Push(item);
        ConcurrentBag.Add(item);
        Collection.Add(item);
        ObservableCollection.Add(item);
        ReadOnlyCollection = new ReadOnlyCollection<T>([item]);
        ReadOnlyDictionary = new ReadOnlyDictionary<T, T>(new Dictionary<T, T> { [item] = item });
        ImmutableArray = ImmutableArray.Add(item);
        ImmutableList = ImmutableList.Add(item);
        ImmutableQueue = ImmutableQueue.Enqueue(item);
        ImmutableStack = ImmutableStack.Push(item);
        ImmutableHashSet = ImmutableHashSet.Add(item);
        ImmutableSortedSet = ImmutableSortedSet.Add(item);
        ImmutableDictionary = ImmutableDictionary.SetItem(item, item);
        ImmutableSortedDictionary = ImmutableSortedDictionary.SetItem(item, item);
        FrozenSet = List.ToFrozenSet();
        FrozenDictionary = Dictionary.ToFrozenDictionary();
        Grid[0, 1] = item;
        Jagged = [[item], []];
        ArraySegment = new ArraySegment<T>([item, item], 1, 1);
        Memory = new[] { item };
        ReadOnlyMemory = new[] { item, item }.AsMemory(1);
        Bits[1] = !Bits[1];
        Text.Append(item);
        Seeded.Next();
        Unseeded.Next();
        Some = [item, item];
        Known = new SortedList<T, T> { [item] = item };
    }

    internal string Show() => $"{typeof(T).Name}: "
        + Join<T>(List, HashSet.Order(), SortedSet, Queue, Stack, LinkedList, Collection, ObservableCollection, ReadOnlyCollection ?? Enumerable.Empty<T>())
        + Join<T>(ImmutableArray, ImmutableList, ImmutableQueue, ImmutableStack, ImmutableHashSet.Order(), ImmutableSortedSet, FrozenSet.Order(), Some ?? [])
        + Join<T>(ConcurrentQueue, ConcurrentStack, ConcurrentBag.Order(), Grid.Cast<T>(), Jagged.SelectMany(row => row), ArraySegment, Memory.ToArray(), ReadOnlyMemory.ToArray())
        + Join<(T, int)>(PriorityQueue.UnorderedItems)
        + Join<KeyValuePair<T, T>>(Dictionary.OrderBy(pair => pair.Key), SortedDictionary, SortedList, OrderedDictionary, ConcurrentDictionary.OrderBy(pair => pair.Key))
        + Join<KeyValuePair<T, T>>(ReadOnlyDictionary ?? ReadOnlyDictionary<T, T>.Empty, ImmutableDictionary.OrderBy(pair => pair.Key), ImmutableSortedDictionary, FrozenDictionary.OrderBy(pair => pair.Key), (IEnumerable<KeyValuePair<T, T>>?)Known ?? [])
        + $"{string.Join(',', Bits.Cast<bool>())} {Text} draws {Seeded.Next()},{Unseeded.Next()}";

    static string Join<TItem>(params IEnumerable<TItem>[] sequences) => string.Join(' ', sequences.Select(sequence => string.Join(',', sequence))) + ' ';
}
