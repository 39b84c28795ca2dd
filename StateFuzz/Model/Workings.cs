using System.Collections;
using System.Text;
using StateFuzz.Changing;

namespace StateFuzz.Model;

/// <summary>Objects whose state changes by calls, not by stores.</summary>
public sealed class Workings : Piece
{
    Random? random;
    Random? same;
    Lazy<Piece?>? lazy;
    Lazy<int>? number;
    StringBuilder? text;
    BitArray? bits;
    IEnumerator<int>? steps;
    IEnumerable<Piece?>? pieces;
    object? gate;
    object? gateToo;
    int drawn;

    internal override int OwnWays => 11;

    protected override void ChangeOwn(int way, Source source)
    {
        switch (way)
        {
            case 0: random = source.Next(3) switch { 0 => null, 1 => new Random(source.Next(100)), _ => new Random() }; break;
            case 1: same = random; break;
            case 2: drawn = random?.Next() ?? 0; break;
            case 3: lazy = NewLazy(source.Piece()); break;
            case 4: number = source.OneIn(3) ? null : new Lazy<int>(() => drawn + 1); break;
            case 5: _ = source.OneIn(2) ? number?.Value : lazy?.Value?.OwnWays; break;
            case 6: ChangeText(source); break;
            case 7: ChangeBits(source); break;
            case 8: steps = source.OneIn(2) ? Steps(source.Next(5), source.Piece()) : steps; break;
            case 9: steps?.MoveNext(); break;
            case 10:
                pieces = source.OneIn(2) ? Endless(this) : null;
                (gate, gateToo) = source.OneIn(2) ? (new object(), gate) : (gateToo, gate);
                break;
        }
    }

    static Lazy<Piece?> NewLazy(Piece? piece) => new(() => piece);

    IEnumerator<int> Steps(int count, Piece? piece)
    {
        var seen = new List<Piece?>();
        try
        {
            for (int i = 0; i < count; i++)
            {
                seen.Add(piece);
                drawn++;
                yield return i;
            }
        }
        finally
        {
            drawn = seen.Count;
        }
    }

    static IEnumerable<Piece?> Endless(Piece? piece)
    {
        while (true)
            yield return piece;
    }

    void ChangeText(Source source)
    {
        if (source.Replaces(text, () => new StringBuilder("made"), out var other))
            text = other;
        else if (text!.Length > 100)
            text.Remove(3, 90);
        else
            _ = source.OneIn(3) ? text.Insert(0, source.Next(100)) : text.Append(source.Next(100)).Append('ü');
    }

    void ChangeBits(Source source)
    {
        if (source.Replaces(bits, () => new BitArray(source.Next(70)), out var other))
            bits = other;
        else if (bits!.Length > 0 && source.OneIn(2))
            bits[source.Next(bits.Length)] ^= true;
        else
            bits = source.Next(5) switch { 0 => bits.Not(), 1 => bits.LeftShift(1), 2 => bits.Or(new BitArray(bits.Length, true)), _ => bits };
    }
}
