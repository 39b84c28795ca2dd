using System;
using System.Collections;
using System.Collections.Generic;
using Replicated;

namespace AssemblyToProcess;

/// <summary>Iterators that members hold while they are suspended.</summary>
[Replicated]
public class Iterators
{
    public IEnumerator<int>? Running { get; set; }
    public IEnumerable<int>? Sequence { get; set; }
    public IEnumerator? Plain { get; set; }
    public object? Any { get; set; }
    public List<IEnumerator<int>?> All { get; set; } = [];
    public int[] Numbers { get; set; } = [3, 1, 4, 1, 5];
    public List<string> Log { get; set; } = [];
    public int Total { get; set; }

    public const int Ways = 12;

    public void Begin(int way, int number) => Running = way switch
    {
        0 => Count(number),
        1 => CountTo(number, 10).GetEnumerator(),
        2 => OfThis(),
        3 => Fibonacci<string>("x", number).GetEnumerator(),
        4 => WithFinally(number).GetEnumerator(),
        5 => Nested(number).GetEnumerator(),
        6 => (IEnumerator<int>)(Any = Count(number)),
        7 => Captured(number)(),
        8 => Interfaces(CountTo(1, number + 5)).GetEnumerator(),
        9 => Referenced(number),
        10 => new Holder<int>([number, 2, 3]).Each().GetEnumerator(),
        _ => (Sequence = CountTo(number, 9)).GetEnumerator(),
    };

    public void Step()
    {
        if (Running?.MoveNext() == true)
            Log.Add($"{Running.Current}");
        else
            Log.Add("end");
        foreach (var one in All)
            Total += one?.MoveNext() == true ? one.Current : 0;
        if (Sequence != null)
        {
            foreach (int value in Sequence)
                Total += value;
        }
    }

    static IEnumerator<int> Count(int from)
    {
        for (int i = from; i < from + 4; i++)
            yield return i;
    }

    public static IEnumerable<int> CountTo(int from, int to)
    {
        while (from < to)
            yield return from++;
    }

    IEnumerator<int> OfThis()
    {
        for (int i = 0; i < Numbers.Length; i++)
        {
            Total += Numbers[i];
            yield return Total;
        }
    }

    static IEnumerable<int> Fibonacci<T>(T unused, int count)
    {
        (int, int) pair = (0, 1);
        var seen = new List<T> { unused };
        while (seen.Count < count + 3)
        {
            yield return pair.Item1;
            pair = (pair.Item2, pair.Item1 + pair.Item2);
            seen.Add(unused);
        }
    }

    IEnumerable<int> WithFinally(int number)
    {
        try
        {
            yield return number;
            yield return number + 1;
            try
            {
                yield return number + 2;
            }
            finally
            {
                Log.Add("inner");
            }
        }
        finally
        {
            Log.Add("outer");
        }
        yield return number + 3;
    }

    static IEnumerable<int> Nested(int number)
    {
        foreach (int outer in CountTo(0, 3))
        {
            foreach (int inner in CountTo(outer, number))
                yield return 10 * outer + inner;
        }
    }

    static Func<IEnumerator<int>> Captured(int number)
    {
        int shared = number;
        return () =>
        {
            return Local();

            IEnumerator<int> Local()
            {
                for (; shared < number + 3; shared++)
                    yield return shared;
            }
        };
    }

    static IEnumerable<int> Interfaces(IEnumerable<int> others)
    {
        foreach (int other in others)
            yield return other * 2;
    }

    /// <summary>The address of a variable is kept in a way that the build cannot follow.</summary>
    static IEnumerator<int> Referenced(int number)
    {
        int count = number;
        while (count < number + 6)
        {
            Bump(ref count, ref number);
            yield return count;
        }

        static void Bump(ref int value, ref int other)
        {
            ref int either = ref value > other ? ref value : ref value;
            either++;
        }
    }

    [Replicated]
    public class Holder<T>(List<T> items)
    {
        public IEnumerable<T> Each()
        {
            for (int i = 0; i < items.Count; i++)
                yield return items[i];
        }
    }

    public static IEnumerator<int> OverList(List<int> list)
    {
        foreach (int item in list)
            yield return item;
    }
}

/// <summary>An iterator that commits while its own code runs.</summary>
[Replicated]
public class Committer
{
    public static Action Commit = () => { };

    public IEnumerator<int>? Running { get; set; }

    public void Begin() => Running = Steps();

    public int Step() => Running!.MoveNext() ? Running.Current : 0;

    static IEnumerator<int> Steps()
    {
        yield return 1;
        Commit();
        yield return 2;
        yield return 3;
    }
}
