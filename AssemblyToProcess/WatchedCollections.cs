using System.Linq;
using Replicated;

namespace AssemblyToProcess;

/// <summary>Collections that only this class can change: each change is seen. Each method is one way to change one of them.</summary>
[Replicated]
public partial class Watched
{
    readonly List<int> list = [.. Enumerable.Range(0, 300)];
    readonly List<Leaf?> leaves = [];
    readonly Dictionary<string, int> map = [];
    readonly Dictionary<int, Leaf> mapOfLeaves = [];
    readonly HashSet<string> set = [];
    readonly Queue<int> queue = new();
    readonly Stack<string> stack = new();
    readonly SortedDictionary<int, string> sortedMap = [];
    readonly SortedList<string, int> sortedList = new(StringComparer.Ordinal);
    readonly SortedList<string, int> sortedByCulture = [];
    readonly SortedSet<int> sortedSet = [];
    readonly PriorityQueue<string, int> priorities = new();
    readonly System.Collections.Concurrent.ConcurrentDictionary<int, int> concurrentMap = new();
    readonly System.Collections.Concurrent.ConcurrentQueue<int> concurrentQueue = new();
    readonly System.Collections.Concurrent.ConcurrentStack<int> concurrentStack = new();
    readonly Queue<Leaf> queueOfLeaves = new();
    readonly SortedDictionary<string, Leaf> sortedByName = new(StringComparer.OrdinalIgnoreCase);
    readonly SortedSet<string> sortedNames = new(StringComparer.Ordinal);
    readonly PriorityQueue<Leaf, string> prioritiesByName = new(StringComparer.Ordinal);
    readonly System.Collections.Concurrent.ConcurrentDictionary<string, Leaf> concurrentLeaves = new();
    OrderedDictionary<string, int> orderedMap = [];
    int[] array = new int[300];
    Leaf[] arrayOfLeaves = new Leaf[70];
    byte[] bytes = new byte[100];
    double[] doubles = [1, 2, 3];
    Part[] parts = new Part[100];
    (int First, int Second)[] pairs = new (int, int)[3];
    (int First, int Second)[] morePairs = new (int, int)[3];
    readonly Counter[] counters = new Counter[100];
    int[,] grid = new int[30, 20];
    readonly Leaf?[,,] cube = new Leaf?[4, 5, 6];
    readonly Part[,] gridOfParts = { { new() { Number = 1 }, new() }, { new(), new() { Number = 2 } } };
    readonly byte[,,,] deep = new byte[2, 3, 4, 5];
    int drawn;

    List<int> Kept { get; } = [];

    /// <summary>The next of some numbers, from 0 on.</summary>
    int Draw(int end)
    {
        drawn = (drawn * 1103515245 + 12345) & int.MaxValue;
        return (drawn >> 8) % end;
    }

    string Name => "n" + Draw(40);

    public void Seed(int seed) => drawn = seed;

    public void ListAdd() => list.Add(Draw(100));

    public void ListSet() => list[Draw(list.Count)]++;

    public void ListSetFar()
    {
        list[0] = Draw(100);
        list[list.Count - 1] = Draw(100);
    }

    public void ListAddRange() => list.AddRange([1, 2, Draw(9)]);

    public void ListInsert() => list.Insert(Draw(list.Count), Draw(100));

    public void ListInsertRange() => list.InsertRange(Draw(list.Count), new[] { 7, 8 });

    public void ListRemove() => list.Remove(Draw(100));

    public void ListRemoveAt() => list.RemoveAt(Draw(list.Count));

    public void ListRemoveRange() => list.RemoveRange(list.Count - 2, 2);

    public void ListRemoveAll() => list.RemoveAll(number => number % 7 == Draw(7));

    public void ListReverse() => list.Reverse();

    public void ListReversePart() => list.Reverse(1, 2);

    public void ListSort() => list.Sort();

    public void ListSortBy() => list.Sort((left, right) => right.CompareTo(left));

    public void ListClear()
    {
        list.Clear();
        list.AddRange(Enumerable.Range(0, 150));
    }

    public void ListThroughLocal()
    {
        var numbers = list;
        for (int i = 0; i < 3; i++)
            numbers.Add(i);
        var same = numbers;
        same[0] = 5;
    }

    public void ListThroughMethod() => Fill(list);

    static void Fill(List<int> numbers) => numbers.Add(77);

    public void ListThroughGetter()
    {
        Kept.Add(Draw(10));
        Kept[0]++;
    }

    public void ListThroughLambda() => Array.ForEach([1, 2], number => list.Add(number));

    public void ListThroughClosure()
    {
        var numbers = list;
        int more = Draw(5);
        Array.ForEach([1, 2], number => numbers.Add(number + more));
    }

    public void ListThroughLocalFunction()
    {
        Add(3);
        void Add(int number) => list.Add(number);
    }

    public void ListThroughNull()
    {
        List<int>? numbers = list;
        numbers?.Add(4);
    }

    public void ListThroughChoice()
    {
        var numbers = Draw(2) == 0 ? list : Kept;
        numbers.Add(6);
    }

    public void ListAddRangeOfOwn() => list.AddRange(new WritesFirst());

    sealed class WritesFirst : ICollection<int>
    {
        public int Count => 1;

        public bool IsReadOnly => true;

        public void CopyTo(int[] array, int index)
        {
            array[index] = 1;
            array[0] = 1234;
        }

        public void Add(int item) => throw new NotSupportedException();

        public void Clear() => throw new NotSupportedException();

        public bool Contains(int item) => false;

        public bool Remove(int item) => false;

        public IEnumerator<int> GetEnumerator() => throw new NotSupportedException();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    public void ListThrows()
    {
        try
        {
            list.AddRange(Some());
        }
        catch (InvalidOperationException)
        {
        }

        static IEnumerable<int> Some()
        {
            yield return 11;
            throw new InvalidOperationException();
        }
    }

    public void LeavesAdd()
    {
        var leaf = new Leaf { Number = Draw(100) };
        leaves.Add(leaf);
        leaves.Add(null);
        leaf.Number++;
    }

    public void LeavesChange()
    {
        if (leaves.Count > 0 && leaves[0] is { } leaf)
            leaf.Number++;
    }

    public void LeavesSwap()
    {
        if (leaves.Count > 1)
            (leaves[0], leaves[1]) = (leaves[1], leaves[0]);
    }

    public void MapSet() => map[Name] = Draw(100);

    public void MapIncrement()
    {
        for (int i = 0; i < 5; i++)
        {
            string name = Name;
            map[name] = map.GetValueOrDefault(name) + 1;
        }
    }

    public void MapAdd() => map.TryAdd(Name, Draw(100));

    public void MapRemove() => map.Remove(Name);

    public void MapRemoveOut() => map.Remove(Name, out _);

    public void MapAddAndRemove()
    {
        map["first"] = 1;
        map["second"] = 2;
        map.Remove("first");
        map.Remove(Name);
        map["third"] = 3;
    }

    public void MapAgain()
    {
        map.Remove("again");
        map.Add("again", Draw(9));
        map.Remove("again");
        map.Add("again", Draw(9));
    }

    public void MapChurn()
    {
        for (int i = 0; i < 100; i++)
        {
            map.Remove(Name);
            map[Name] = i;
        }
    }

    public void MapClear()
    {
        map.Clear();
        map["one"] = 1;
    }

    public void MapTrim()
    {
        map.TrimExcess();
        map.EnsureCapacity(90);
    }

    public void MapOfLeaves()
    {
        mapOfLeaves[Draw(20)] = new Leaf { Number = Draw(100) };
        mapOfLeaves.Remove(Draw(20));
        if (mapOfLeaves.TryGetValue(Draw(20), out var leaf))
            leaf.Number++;
    }

    public void SetAdd() => set.Add(Name);

    public void SetRemove() => set.Remove(Name);

    public void SetDropAndAdd(string? dropped, string? added)
    {
        if (dropped != null)
            set.Remove(dropped);
        if (added != null)
            set.Add(added);
    }

    public void SetUnion()
    {
        set.UnionWith(["a", "b", Name]);
        set.ExceptWith(["a"]);
        set.SymmetricExceptWith(["b", "c"]);
    }

    public void SetIntersect() => set.IntersectWith(map.Keys);

    public void SetClear() => set.Clear();

    public void ArraySet() => array[Draw(array.Length)] = Draw(100);

    public void ArrayIncrement()
    {
        for (int i = 0; i < 3; i++)
        {
            array[Draw(array.Length)] = array[i] + 1;
            array[Draw(array.Length)]++;
            array[i] += array[i + 1] += 2;
        }
    }

    public void ArrayCopy() => Array.Copy(array, 0, array, 100, 50);

    public void ArrayFill() => Array.Fill(array, Draw(9), 3, 4);

    public void ArraySort() => Array.Sort(array);

    public void ArrayNew() => array = new int[Draw(100) + 200];

    public void ArrayResize() => Array.Resize(ref array, array.Length + 1);

    public void ArrayOfLeaves()
    {
        arrayOfLeaves[Draw(70)] = new Leaf { Number = Draw(100) };
        if (arrayOfLeaves[Draw(70)] is { } leaf)
            leaf.Number++;
    }

    public void Bytes() => bytes[Draw(100)] = (byte)Draw(256);

    public void Parts()
    {
        parts[Draw(100)].Number++;
        parts[Draw(100)] = new Part { Number = Draw(9) };
        parts[70].Leaf = parts[3].Leaf ?? new Leaf();
        parts[Draw(100)].Number = parts[Draw(100)].Number;
    }

    /// <summary>So many stores that a branch over them becomes a long one.</summary>
    public void ArrayManyTimes()
    {
        for (int i = 0; i < 2; i++)
        {
            array[0] = i; array[1] = i; array[2] = i; array[3] = i; array[4] = i; array[5] = i; array[6] = i; array[7] = i;
            array[8] = i; array[9] = i; array[10] = i; array[11] = i; array[12] = i; array[13] = i; array[14] = i; array[15] = i;
        }
        if (array[3] == 1)
        {
            array[64] = Draw(9); array[65] = Draw(9); array[66] = Draw(9); array[67] = Draw(9); array[68] = Draw(9); array[69] = Draw(9);
        }
    }

    public void Pairs()
    {
        Swap(pairs);
        Swap(morePairs);
        (pairs, morePairs) = (morePairs, pairs);
        pairs[0].Second = Draw(9);
    }

    static void Swap((int First, int Second)[] numbers)
    {
        numbers[0].First++;
        numbers[1] = (numbers[0].First, 4);
    }

    public void ArrayDefault()
    {
        parts[Draw(100)] = default;
        pairs[Draw(3)] = default;
        morePairs[Draw(3)] = new();
    }

    public void ArrayRef()
    {
        ref int one = ref array[Draw(200)];
        one = 5;
        one += Draw(9);
        ref var part = ref parts[Draw(100)];
        part.Number++;
        part.Leaf = new Leaf { Number = part.Number };
    }

    public void ArrayRefInLoop()
    {
        ref int last = ref array[0];
        for (int i = 0; i < 5; i++)
        {
            ref int one = ref array[Draw(200)];
            one = i;
            last += Draw(5);
            if (i % 2 == 0)
                last = ref one;
        }
        last = -1;
    }

    public void ArrayRefChosen()
    {
        ref int one = ref Draw(2) == 0 ? ref array[Draw(200)] : ref drawn;
        one = Draw(50);
        ref var pair = ref (Draw(2) == 0 ? pairs : morePairs)[Draw(3)];
        pair.Second--;
    }

    public void ArrayRefAfterNew()
    {
        ref int one = ref array[Draw(200)];
        array = array.ToArray();
        one = Draw(50);
        array[3] = one;
    }

    public void ArrayRefGiven()
    {
        Increment(ref array[Draw(200)]);
        Increment(ref Largest(ref array[Draw(200)], ref array[Draw(200)]));
        Both(ref array[Draw(200)], ref parts[Draw(100)]);
        _ = int.TryParse("" + Draw(9), out array[Draw(200)]);
    }

    static void Increment(ref int number) => number++;

    static ref int Largest(ref int one, ref int other) => ref one > other ? ref one : ref other;

    static void Both(ref int number, ref Part part) => (number, part.Number) = (part.Number, number + 1);

    public void ArrayRefThrows()
    {
        try
        {
            Fail(ref array[Draw(200)], Draw(100));
        }
        catch (InvalidOperationException)
        {
        }

        static void Fail(ref int number, int value)
        {
            number = value;
            throw new InvalidOperationException();
        }
    }

    public void ArrayInterlocked()
    {
        System.Threading.Interlocked.Increment(ref array[Draw(200)]);
        System.Threading.Interlocked.Exchange(ref arrayOfLeaves[Draw(70)], new Leaf { Number = Draw(9) });
        System.Threading.Volatile.Write(ref array[Draw(200)], Draw(9));
    }

    public void ArraySpan()
    {
        foreach (ref int number in array.AsSpan())
            number++;
        array.AsSpan(Draw(100), 3).Fill(Draw(9));
        array.AsSpan()[Draw(200)] = Draw(9);
        Span<int> part = array;
        part[64..].Sort();
        part[..5].CopyTo(part[Draw(100)..]);
        part = bytes.Length > Draw(200) ? array.AsSpan(Draw(50)) : default;
        part.Reverse();
        Increase(array.AsSpan(Draw(100)));
        bytes.AsSpan().Clear();
        new Span<byte>(bytes, 1, 9).Fill((byte)Draw(9));
        parts.AsSpan(^2)[0].Number++;
    }

    static void Increase(Span<int> numbers) => numbers[^1] += numbers[0];

    public void ArraySpanOfOneOrOther()
    {
        var some = pairs.AsSpan();
        for (int i = 0; i < 3; i++)
        {
            some[i].First += Draw(9);
            if (Draw(2) == 0)
                some = morePairs;
        }
    }

    public void ArraySpanThrows()
    {
        try
        {
            array.AsSpan(0, 20).Sort((left, right) => Draw(9) == 0 ? throw new InvalidOperationException() : right - left);
        }
        catch (InvalidOperationException)
        {
        }
    }

    public void ListSpan()
    {
        foreach (ref int number in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list))
            number += Draw(2);
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list)[0] = Draw(9);
    }

    public void ArrayMethods()
    {
        counters[Draw(100)].Increment(Draw(9));
        counters[Draw(100)].Twice += 2;
        counters[Draw(100)].Inner.Number++;
        var text = counters[Draw(100)].ToString() + counters[3].Twice;
        counters[text.Length].Increment(text.Length);
    }

    public void Doubles()
    {
        doubles[1] = -0.0;
        doubles[2] = double.NaN;
        doubles[0] += 0.5;
    }

    public void GridSet()
    {
        grid[Draw(30), Draw(20)] = Draw(100);
        grid[Draw(30), Draw(20)]++;
        gridOfParts[Draw(2), Draw(2)] = new Part { Number = Draw(9) };
        gridOfParts[Draw(2), Draw(2)] = default;
        gridOfParts[Draw(2), Draw(2)].Number += 2;
        deep[Draw(2), Draw(3), Draw(4), Draw(5)] = (byte)Draw(256);
        deep[Draw(2), Draw(3), Draw(4), Draw(5)]++;
    }

    public void GridRef()
    {
        ref int last = ref grid[0, 0];
        for (int i = 0; i < 5; i++)
        {
            ref int one = ref grid[Draw(30), Draw(20)];
            one = i;
            last += Draw(5);
            if (i % 2 == 0)
                last = ref one;
        }
        Increment(ref grid[Draw(30), Draw(20)]);
        System.Threading.Interlocked.Add(ref grid[Draw(30), Draw(20)], 3);
        Increment(ref gridOfParts[1, Draw(2)].Number);
    }

    public void GridWhole()
    {
        Array.Clear(grid, Draw(100), 30);
        Array.Copy(grid, 0, grid, Draw(200), 300);
        Buffer.BlockCopy(bytes, 0, deep, Draw(20), 50);
    }

    public void GridNew()
    {
        grid = new int[20 + Draw(9), 30];
        grid[1, 2] = Draw(9);
        grid = new int[30, 20];
    }

    public void CubeSet()
    {
        cube[Draw(4), Draw(5), Draw(6)] = new Leaf { Number = Draw(9) };
        cube[Draw(4), Draw(5), Draw(6)] = null;
        ref var leaf = ref cube[Draw(4), Draw(5), Draw(6)];
        leaf ??= new Leaf();
        leaf.Number++;
    }

    struct Counter
    {
        public Part Inner;
        int number;

        public int Twice
        {
            readonly get => number * 2;
            set => number = value / 2;
        }

        public void Increment(int by) => this = new Counter { number = number + by, Inner = Inner };

        public override readonly string ToString() => $"{number} {Inner.Number}";
    }
}
