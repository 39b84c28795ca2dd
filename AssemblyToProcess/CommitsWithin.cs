using Replicated;

namespace AssemblyToProcess;

/// <summary>Collections that only this class can change, by calls and statements in whose midst the program commits, or fails. Each method is one way.</summary>
[Replicated]
public class CommitsWithin
{
    /// <summary>What the program does in the midst of a change.</summary>
    [NotReplicated("the test's own")]
    public Action Within { get; set; } = () => { };

    readonly List<int> list = [5, 3, 8, 1, 9, 2];
    readonly Dictionary<int, int> map = new() { [1] = 1, [2] = 2 };
    readonly HashSet<int> set = [4, 6, 5, 7];
    readonly SortedSet<int> sorted = [4, 6, 5, 7];
    readonly int[] array = [5, 3, 8, 1, 9, 2];
    readonly Part[] parts = new Part[3];
    int next = 20;

    int Next()
    {
        Within();
        return next++;
    }

    IEnumerable<int> Several()
    {
        yield return Next();
        yield return Next();
        yield return Next();
    }

    public void ListAdd() => list.Add(Next());

    public void ListAddRange() => list.AddRange(Several());

    public void ListInsert() => list.Insert(1, Next());

    public void ListInsertRange() => list.InsertRange(1, Several());

    public void ListSet() => list[1] = Next();

    public void ListIncrement() => list[2] += Next();

    public void ListRemoveAll() => list.RemoveAll(number => Next() > 0 && number % 2 == 1);

    public void ListSort() => list.Sort((left, right) => Next() > 0 ? right - left : 0);

    public void MapSet() => map[Next()] = Next();

    public void MapTryAdd() => map.TryAdd(Next(), Next());

    public void MapSetOfItsOwn() => map[2] = Next();

    public void SetUnion() => set.UnionWith(Several());

    public void SetSymmetric() => set.SymmetricExceptWith(Several());

    public void SetRemoveWhere() => set.RemoveWhere(number => Next() > 0 && number > 5);

    public void SortedUnion() => sorted.UnionWith(Several());

    public void ArraySet() => array[1] = Next();

    public void ArrayIncrement() => array[2] += Next();

    public void ArraySort() => Array.Sort(array, (left, right) => Next() > 0 ? right - left : 0);

    public void ArrayPart() => parts[1].Number = Next();

    public void ArrayRef()
    {
        ref int one = ref array[Next() % 6];
        one = Next();
        one += Next();
    }

    public void ArraySpan()
    {
        foreach (ref int one in array.AsSpan(1, 3))
            one = Next();
        array.AsSpan().Sort((left, right) => Next() > 0 ? right - left : 0);
    }

    public void ArraySpanGiven() => Change(array.AsSpan(2), 0);

    void Change(Span<int> some, int at)
    {
        some[at] = Next();
        if (at < 2)
            Change(some, at + 1);
        some[at]++;
        Within();
    }

    public void ArrayRefGiven() => Change(ref array[4], ref parts[2].Number);

    void Change(ref int one, ref int other)
    {
        one = 1 + Next();
        other = Next();
        one++;
        Within();
    }
}
