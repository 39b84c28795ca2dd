using System.Linq;
using Replicated;

namespace AssemblyToProcess;

/// <summary>Arrays that only this class can change.</summary>
public partial class Watched
{
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
