using StateFuzz.Changing;

namespace StateFuzz.Model;

/// <summary>Collections behind something else that the class changes itself: in a struct, in other collections, in a base class, in variables of lambdas and iterators.</summary>
public sealed class DirectShelves : DirectShelf<Piece>
{
    const int CountMax = 10;
    const int OwnerWays = 16;

    Shelf shelf;
    Shelf[] shelves = new Shelf[2];
    readonly List<List<int>> lists = [[1], [2]];
    Dictionary<string, int[]> rows = [];
    Action<int>? add;
    IEnumerator<int>? steps;

    internal override int OwnWays => base.OwnWays + OwnerWays;

    protected override void ChangeOwn(int way, Source source)
    {
        switch (way - base.OwnWays)
        {
            case 0: Fill(ref shelf, source); break;
            case 1: Fill(ref shelves[source.Next(2)], source); break;
            case 2: shelf.Numbers?.Add(source.Next(50)); break;
            case 3 when shelf.Slots is { } slots: slots[source.Next(slots.Length)] = source.Piece(); break;
            case 4: shelves[source.Next(2)].Numbers?.Clear(); break;
            case 5: shelves[0] = source.OneIn(2) ? shelf : new Shelf { Numbers = numbers }; break;
            case 6: lists[source.Next(lists.Count)].Add(source.Next(50)); break;
            case 7: lists[0] = source.OneIn(3) ? lists[^1] : [source.Next(50)]; break;
            case 8:
                foreach (var list in lists)
                    list.Clear();
                break;
            case 9: rows[$"row {source.Next(3)}"] = [1, source.Next(50)]; break;
            case 10 when rows.TryGetValue("row 1", out int[]? row): row[source.Next(2)]++; break;
            case 11: add = Adder(source.OneIn(2) ? lists[0] : []); break;
            case 12: add?.Invoke(source.Next(50)); break;
            case 13: steps = Steps(lists[^1]); break;
            case 14: steps?.MoveNext(); break;
            case 15 when source.OneIn(4): (shelf, rows) = (default, []); break;
            default: base.ChangeOwn(way, source); break;
        }
        // Bounded, each in another way.
        if (items.Count > CountMax)
            items.RemoveRange(0, 5);
        if (lists[0].Count > CountMax)
            lists[0] = [];
        if (lists[1].Count > CountMax)
            lists[1].Clear();
        if (shelf.Numbers is { Count: > CountMax } many)
            many.RemoveRange(2, 6);
    }

    /// <summary>Keeps the list in a variable.</summary>
    static Action<int> Adder(List<int> list) => number =>
    {
        if (list.Count > CountMax)
            list.Clear();
        list.Add(number);
    };

    static IEnumerator<int> Steps(List<int> list)
    {
        for (int i = 0; i < 8; i++)
        {
            list.Insert(0, i);
            yield return i;
            if (list.Count > 3)
                list.RemoveAt(list.Count - 1);
        }
    }

    static void Fill(ref Shelf place, Source source)
    {
        place.Numbers ??= source.Held<List<int>>() ?? [];
        place.Numbers.Add(source.Next(50));
        if (place.Numbers.Count > CountMax)
            place.Numbers = [];
        place.Slots ??= new Piece?[2];
        place.Slots[source.Next(2)] = source.Piece();
    }

    struct Shelf
    {
        public List<int>? Numbers;
        public Piece?[]? Slots;
    }
}

/// <summary>Generic, and changed by derived classes.</summary>
public class DirectShelf<T> : Piece
    where T : class
{
    protected readonly List<T?> items = [];
    protected List<int> numbers = [];
    T?[] slots = new T?[3];
    Dictionary<int, T?>? byNumber;

    internal override int OwnWays => 8;

    protected override void ChangeOwn(int way, Source source)
    {
        switch (way)
        {
            case 0: items.Add(source.Make<T>()); break;
            case 1 when items.Count > 0: items[source.Next(items.Count)] = source.Make<T>(); break;
            case 2 when items.Count > 0: items.RemoveAt(0); break;
            case 3: slots[source.Next(slots.Length)] = source.Make<T>(); break;
            case 4: Array.Resize(ref slots, 2 + source.Next(4)); break;
            case 5: (byNumber ??= [])[source.Next(8)] = source.Make<T>(); break;
            case 6: byNumber?.Remove(source.Next(8)); break;
            case 7: numbers = source.OneIn(3) ? [] : [source.Next(50), .. numbers.Take(4)]; break;
        }
        if (items.Count > 12)
            items.Clear();
    }
}
