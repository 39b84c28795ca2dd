using System.Reflection;
using Replicated;
using StateFuzz.Changing;

namespace StateFuzz.Model;

/// <summary>What changes without a store to a member: boxes, objects of classes that are not replicated, and what the platform writes by reflection.</summary>
public sealed class Watched : Piece
{
    const int CountMax = 6;

    [Replicated(Compare = true)]
    int polled;

    object? boxed;
    ICounting? counting;
    readonly List<object?> boxes = [];
    Parcel? parcel;
    readonly List<Parcel?> parcels = [];
    Dictionary<int, Parcel?> byNumber = [];
    KeyValuePair<int, Parcel?> pair;

    internal override int OwnWays => 14;

    protected override void ChangeOwn(int way, Source source)
    {
        switch (way)
        {
            case 0:
                if (source.OneIn(4))
                    polled = source.Next(100);
                else
                    typeof(Watched).GetField(nameof(polled), BindingFlags.Instance | BindingFlags.NonPublic)!.SetValue(this, polled + 1);
                break;
            case 1: boxed = source.OneIn(4) ? source.Make<object>() : new Counter(); break;
            case 2: (boxed as ICounting)?.Count(source.Piece()); break;
            case 3: counting = source.OneIn(4) ? null : boxed as ICounting ?? new Counter(); break;
            case 4: counting?.Count(null); break;
            case 5:
                if (boxes.Count > CountMax)
                    boxes.Clear();
                boxes.Add(source.OneIn(3) ? counting : new Counter());
                break;
            case 6 when boxes.Count > 0: ((ICounting?)boxes[source.Next(boxes.Count)])?.Count(source.Piece()); break;
            case 7: parcel = source.OneIn(3) ? parcels.LastOrDefault() : source.Make<Parcel>(); break;
            case 8: Change(parcel, source); break;
            case 9:
                if (parcels.Count > CountMax)
                    parcels.RemoveRange(1, 4);
                parcels.Add(source.Make<Parcel>());
                break;
            case 10 when parcels.Count > 0: Change(parcels[source.Next(parcels.Count)], source); break;
            case 11: byNumber[source.Next(5)] = source.Make<Parcel>(); break;
            case 12: Change(byNumber.GetValueOrDefault(source.Next(5)), source); break;
            case 13:
                Change(pair.Value, source);
                if (source.OneIn(3))
                    (pair, byNumber) = (new(polled, source.Make<Parcel>()), source.OneIn(5) ? [] : byNumber);
                break;
        }
    }

    static void Change(Parcel? parcel, Source source)
    {
        if (parcel is null)
            return;
        parcel.Weight++;
        if (parcel.Inner.Count > 2)
            parcel.Inner.Clear();
        else if (source.OneIn(2))
            parcel.Inner.Add(new Parcel { To = $"to {source.Next(9)}" });
    }
}

public interface ICounting
{
    void Count(Piece? piece);
}

/// <summary>Changes where it is, also in a box.</summary>
public struct Counter : ICounting
{
    int count;
    Piece? last;

    public void Count(Piece? piece) => (count, last) = (count + 1, piece);
}
