using StateFuzz.Changing;

namespace StateFuzz.Model;

/// <summary>Collections with objects as keys: by their reference, or by what is in them.</summary>
public sealed class Identities : Piece
{
    HashSet<Piece>? set;
    Dictionary<Piece, int>? counts;
    Dictionary<object, Piece?>? open;
    HashSet<Keyed>? equal;
    Dictionary<Keyed, List<int>>? byEqual;
    HashSet<Piece>? byReference;

    internal override int OwnWays => 8;

    protected override void ChangeOwn(int way, Source source)
    {
        switch (way)
        {
            case 0: set = source.Replaces(set, () => [], out var ofSet) ? ofSet : Sets.Change(set!, source, () => Key(source)); break;
            case 1: counts = source.Replaces(counts, () => [], out var ofCounts) ? ofCounts : Maps.Change(counts!, source, () => Key(source)); break;
            case 2: open = source.Replaces(open, () => [], out var ofOpen) ? ofOpen : Maps.Change(open!, source, () => source.OneIn(2) ? source.Next(5) : source.OneIn(4) ? "text" : Key(source)); break;
            case 3: (equal ??= []).Add(NewKey(source)); break;
            case 4: MoveKey(source); break;
            case 5: (byEqual ??= [])[equal is { Count: > 0 } ? equal.First() : NewKey(source)] = [source.Next(3)]; break;
            case 6: byReference = source.Replaces(byReference, () => new(ReferenceEqualityComparer.Instance), out var ofReference) ? ofReference : Sets.Change(byReference!, source, () => Key(source)); break;
            case 7:
                if (source.OneIn(5))
                    (equal, byEqual) = (null, null);
                break;
        }
    }

    /// <summary>Those that are equal by what is in them change it only where that is known: in the two collections that are for them.</summary>
    Piece Key(Source source) => source.Piece() is { } piece and not Keyed ? piece : this;

    static Keyed NewKey(Source source) => new() { Key = source.Next(10) };

    /// <summary>Its hash changes in the same commit in which it leaves and comes back.</summary>
    void MoveKey(Source source)
    {
        if (equal is not { Count: > 0 })
            return;
        var key = equal.ElementAt(source.Next(equal.Count));
        equal.Remove(key);
        List<int>? list = null;
        byEqual?.Remove(key, out list);
        key.Key = source.Next(10);
        if (source.OneIn(2))
            equal.Add(key);
        if (list is not null && source.OneIn(2))
            byEqual!.TryAdd(key, list);
    }
}

/// <summary>Equal to others with the same key, which changes only while it is no key of a collection.</summary>
public sealed class Keyed : Piece
{
    int key;

    internal int Key { get => key; set => key = value; }

    internal override int OwnWays => 1;

    public override bool Equals(object? obj) => obj is Keyed other && other.key == key;

    public override int GetHashCode() => key;

    protected override void ChangeOwn(int way, Source source)
    {
    }
}
