using StateFuzz.Changing;

namespace StateFuzz.Model;

/// <summary>The first object.</summary>
public sealed class Root : Piece
{
    readonly List<Piece?> pieces = [];
    readonly Dictionary<string, Piece?> named = [];
    readonly List<Guest> guests = [];

    internal override int OwnWays => 6;

    internal IReadOnlyList<Guest> Guests => guests;

    internal void ComeOrGo(Guest guest)
    {
        if (!guests.Remove(guest))
            guests.Add(guest);
    }

    protected override void ChangeOwn(int way, Source source)
    {
        switch (way)
        {
            case 0:
            case 1:
                Lists.Change(pieces, source);
                break;
            case 2:
                Maps.Change(named, source, () => $"name {source.Next(12)}");
                break;
            case 3:
                Statics.Change(source);
                break;
            case 4:
                if (source.OneIn(20))
                    pieces.Clear();
                if (source.OneIn(20))
                    named.Clear();
                break;
            case 5:
                if (source.OneIn(10))
                    Drop(source);
                break;
        }
    }
}
