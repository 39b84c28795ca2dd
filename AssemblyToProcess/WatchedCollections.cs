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

    public void ListSpan()
    {
        foreach (ref int number in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list))
            number += Draw(2);
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list)[0] = Draw(9);
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
}
