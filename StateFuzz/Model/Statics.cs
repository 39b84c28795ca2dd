using Replicated;
using StateFuzz.Changing;

namespace StateFuzz.Model;

/// <summary>Roots without a name, which each process has once.</summary>
public static class Statics
{
    [Replicated] static int number = 4;
    [Replicated] static Piece? piece;
    [Replicated] static Spot spot;
    [Replicated] static List<Piece?> list = [];
    [Replicated] static Dictionary<int, string?> map = [];
    [Replicated] static object? any;

    [Replicated] static event Action? Happened;

    internal static void Reset() => (number, piece, spot, list, map, any, Happened) = (4, null, default, [], [], null, null);

    internal static void Change(Source source)
    {
        switch (source.Next(8))
        {
            case 0: number++; break;
            case 1: piece = source.Piece(); break;
            case 2: spot.Move(number); break;
            case 3: spot.Of = source.Piece(); break;
            case 4: Lists.Change(list, source); break;
            case 5: Maps.Change(map, source, () => source.Next(9)); break;
            case 6: any = source.OneIn(2) ? list : source.Make<object>(); break;
            case 7:
                if (source.OneIn(3))
                    Happened = null;
                else
                    Happened += source.Make<Action>();
                break;
        }
    }

    internal static object?[] All => [number, piece, spot, list, map, any, Happened];
}
