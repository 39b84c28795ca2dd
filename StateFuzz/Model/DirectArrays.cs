using System.Runtime.InteropServices;
using StateFuzz.Changing;

namespace StateFuzz.Model;

/// <summary>Arrays that the class changes itself, in ordinary code: by elements, their addresses, spans, and what the platform does with arrays.</summary>
public sealed class DirectArrays : Piece
{
    const int Groups = 4;
    const int WaysOfGroup = 12;

    int[] numbers = [5, 4, 3, 2, 1];
    readonly Piece?[] pieces = new Piece?[6];
    Spot[] spots = new Spot[3];
    int[,] board = new int[3, 2];
    int[]?[] jagged = new int[]?[3];
    long[] ticks = new long[4];
    object?[]? behind;
    Memory<int> memory;

    internal override int OwnWays => Groups * WaysOfGroup;

    int[] Numbers => numbers;

    protected override void ChangeOwn(int way, Source source)
    {
        if (numbers.Length == 0)
            numbers = new int[4];
        switch (way / WaysOfGroup)
        {
            case 0: ChangeElements(way % WaysOfGroup, source, source.Next(numbers.Length)); break;
            case 1: ChangeWhole(way % WaysOfGroup, source, source.Next(numbers.Length)); break;
            case 2: ChangeOthers(way % WaysOfGroup, source, source.Next(3)); break;
            case 3: ChangeAlias(way % WaysOfGroup, source, source.Next(numbers.Length)); break;
        }
    }

    void ChangeElements(int way, Source source, int at)
    {
        switch (way)
        {
            case 0: numbers[at] = source.Next(50); break;
            case 1: numbers[at]++; break;
            case 2: numbers[at] += at; break;
            case 3: (numbers[0], numbers[at]) = (numbers[at], numbers[0]); break;
            case 4: pieces[source.Next(6)] = source.Piece(); break;
            case 5: pieces[source.Next(6)] ??= source.Piece(); break;
            case 6: Add(ref numbers[at], source); break;
            case 7: Interlocked.Increment(ref numbers[at]); break;
            case 8: Interlocked.Exchange(ref pieces[source.Next(6)], source.Piece()); break;
            case 9: Volatile.Write(ref numbers[at], source.Next(50)); break;
            case 10:
                for (int i = 0; i < numbers.Length; i++)
                    numbers[i] = at - numbers[i];
                break;
            case 11:
                ref int place = ref numbers[at];
                place = source.Next(50);
                place ^= 7;
                break;
        }
    }

    void ChangeWhole(int way, Source source, int at)
    {
        switch (way)
        {
            case 0: Array.Sort(numbers); break;
            case 1: Array.Reverse(numbers, 0, at); break;
            case 2: Array.Fill(numbers, at, at, numbers.Length - at); break;
            case 3: Array.Clear(numbers, at, 1); break;
            case 4: Array.Copy(numbers, 0, numbers, at, numbers.Length - at); break;
            case 5: Array.Resize(ref numbers, 1 + source.Next(9)); break;
            case 6: numbers.AsSpan(at).Fill(source.Next(50)); break;
            case 7: Buffer.BlockCopy(new[] { 1, at }, 0, numbers, 0, sizeof(int)); break;
            case 8: source.Random.Shuffle(pieces); break;
            case 9: Array.Sort(numbers, new string[numbers.Length]); break;
            case 10:
                foreach (ref int number in numbers.AsSpan(at))
                    number++;
                break;
            case 11: new[] { source.Next(50) }.CopyTo(numbers, at); break;
        }
    }

    void ChangeOthers(int way, Source source, int at)
    {
        switch (way)
        {
            case 0: spots[at].X = source.Next(50); break;
            case 1: spots[at].Move(3); break;
            case 2: spots[at] = source.Make<Spot>(); break;
            case 3:
                ref var spot = ref spots[at];
                spot.Label = source.Make<string>();
                spot.Of = source.Piece();
                break;
            case 4: board[at, 1] = source.Next(50); break;
            case 5: board[at, 0]++; break;
            case 6: Add(ref board[at, 1], source); break;
            case 7: jagged[at] = source.OneIn(3) ? numbers : [at, source.Next(50)]; break;
            case 8 when jagged[at] is { Length: > 0 } row: row[0] = source.Next(50); break;
            case 9 when jagged[at]?.Length > 0: jagged[at]![^1]++; break;
            case 10: MemoryMarshal.AsBytes(ticks.AsSpan())[source.Next(32)] = (byte)source.Next(256); break;
            case 11:
                ticks[at] = source.Random.NextInt64();
                ticks[at + 1] -= ticks[at];
                break;
        }
    }

    void ChangeAlias(int way, Source source, int at)
    {
        int[] local = numbers;
        switch (way)
        {
            case 0: local[at] = source.Next(50); break;
            case 1: Numbers[at] = source.Next(50); break;
            case 2: ((IList<int>)numbers)[at] = source.Next(50); break;
            case 3: behind = source.OneIn(3) ? [1, "a", this] : pieces; break;
            case 4 when behind is not null: behind[source.Next(behind.Length)] = source.Make<Piece>(); break;
            case 5: memory = source.OneIn(3) ? default : numbers.AsMemory(at); break;
            case 6 when !memory.IsEmpty: memory.Span[0] = source.Next(50); break;
            case 7: numbers = source.Replaces(numbers, () => new int[5], out int[]? other) ? other ?? [] : numbers; break;
            case 8 when source.Held<int[]>() is { Length: > 0 } held: held[^1]++; break;
            case 9: Arrays.Change(numbers, source); break;
            case 10:
                var set = new Action<int>(number => local[at] = number);
                numbers = [.. local];
                set(source.Next(50));
                break;
            case 11 when source.Piece<DirectArrays>() is { } another: another.pieces[source.Next(6)] = this; break;
        }
    }

    static void Add(ref int place, Source source) => place += source.Next(50);
}
