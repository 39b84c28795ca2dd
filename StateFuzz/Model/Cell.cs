using System.Collections.Immutable;
using StateFuzz.Changing;

namespace StateFuzz.Model;

/// <summary>Values of one type in members of every form.</summary>
public class Cell<T> : Piece
{
    readonly T? first;
    T? value;
    public T? Field;
    (T?, int) pair;
    Frame<T?> frame;
    object? boxed;
    T?[]? array;
    T?[,]? board;
    T?[]?[]? jagged;
    ImmutableArray<T?> immutable;
    ArraySegment<T?> segment;

    public Cell()
    {
    }

    internal Cell(Source source) => first = source.Make<T>();

    public T? Property { get; set; }

    internal override int OwnWays => 14;

    internal T? First => first;

    protected override void ChangeOwn(int way, Source source)
    {
        switch (way)
        {
            case 0: value = source.Make<T>(); break;
            case 1: Set(ref Field, source); break;
            case 2: pair.Item1 = source.Make<T>(); break;
            case 3: pair = (value, pair.Item2 + 1); break;
            case 4: frame.Content = source.Make<T>(); break;
            case 5: frame.More = source.OneIn(3) ? null : [value, source.Make<T>()]; break;
            case 6: boxed = source.Make<T>(); break;
            case 7:
                if (source.Replaces(array, () => new T?[source.Next(6)], out var other))
                    array = other;
                else
                    Arrays.Change(array!, source);
                break;
            case 8:
                if (source.Replaces(board, () => new T?[source.Next(3), 2], out var otherBoard))
                    board = otherBoard;
                else if (board!.Length > 0)
                    board[source.Next(board.GetLength(0)), source.Next(2)] = source.Make<T>();
                break;
            case 9:
                if (source.Replaces(jagged, () => new T?[]?[2], out var otherJagged))
                    jagged = otherJagged;
                else
                    jagged![source.Next(2)] = source.OneIn(2) ? array : [source.Make<T>()];
                break;
            case 10: immutable = source.OneIn(4) ? default : [source.Make<T>(), value]; break;
            case 11: segment = array is { Length: > 1 } shared ? new(shared, 1, shared.Length - 1) : default; break;
            case 12: Property = source.Make<T>(); break;
            case 13: (value, Field) = (Field, value); break;
        }
    }

    static void Set(ref T? place, Source source) => place = source.Make<T>();
}
