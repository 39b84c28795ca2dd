using StateFuzz.Model;

namespace StateFuzz.Changing;

/// <summary>What a change draws: values, and objects that the state has or had.</summary>
public sealed class Source(int seed)
{
    /// <summary>With so many objects in the state no new ones come.</summary>
    const int PiecesMax = 50;

    const int AsideMax = 12;
    const int GuestsMax = 4;
    const int RecentMax = 40;

    readonly Random random = new(seed);
    readonly List<Piece> pieces = [];
    readonly List<Piece> aside = [];
    readonly List<Guest> guests = [];
    readonly Dictionary<Type, object> collections = [];
    readonly Dictionary<(Type, int), long> ways = [];
    readonly Queue<(Type, int)> recent = [];

    internal int Next(int max) => random.Next(max);

    internal bool OneIn(int number) => random.Next(number) == 0;

    internal Random Random => random;

    internal T? Make<T>() => Maker<T>.Make(this);

    /// <summary>Those that the state has and that the program holds, which nothing else links.</summary>
    internal IReadOnlyList<Guest> Guests => guests;

    /// <summary>The object to be changed next: one of the state or, now and then, one that the program only holds; null before there is any.</summary>
    internal Piece? Changed() => OneIn(20) ? guests[Next(GuestsMax)] : aside.Count > 0 && OneIn(12) ? aside[Next(aside.Count)] : pieces.Count > 0 ? pieces[Next(pieces.Count)] : null;

    /// <summary>An object for a member: known, put aside, new, or none.</summary>
    internal Piece? Piece()
    {
        if (OneIn(6))
            return null;
        if (aside.Count > 0 && OneIn(10))
            return aside[Next(aside.Count)];
        if (pieces.Count == 0 || (pieces.Count < PiecesMax && OneIn(3)))
        {
            var made = Pieces.New(this);
            pieces.Add(made);
            return made;
        }
        return pieces[Next(pieces.Count)];
    }

    /// <summary>One of a class, if there is any.</summary>
    internal T? Piece<T>()
        where T : Piece, new()
    {
        for (int tries = 0; tries < 4 && pieces.Count > 0; tries++)
        {
            if (pieces[Next(pieces.Count)] is T found)
                return found;
        }
        return OneIn(2) ? null : new T();
    }

    /// <summary>What the program goes on holding when the state lets it go.</summary>
    internal void PutAside(Piece? piece)
    {
        if (piece is null)
            return;
        if (aside.Count < AsideMax)
            aside.Add(piece);
        else
            aside[Next(AsideMax)] = piece;
    }

    /// <summary>Whether a member is to get another collection: a new one, one that another member has, or none.</summary>
    internal bool Replaces<T>(T? now, Func<T> make, out T? other)
        where T : class
    {
        other = null;
        if (now is not null && !OneIn(12))
            return false;
        var known = collections.TryGetValue(typeof(T), out object? found) ? (List<T>)found : null;
        if (known is null)
            collections[typeof(T)] = known = [];
        if (known.Count > 0 && OneIn(4))
            other = known[Next(known.Count)];
        else if (!OneIn(5))
        {
            other = make();
            if (known.Count < RecentMax)
                known.Add(other);
            else
                known[Next(RecentMax)] = other;
        }
        return true;
    }

    /// <summary>A collection of a type that some member has or had, if there is any.</summary>
    internal T? Held<T>()
        where T : class
        => collections.TryGetValue(typeof(T), out object? found) && (List<T>)found is { Count: > 0 } known ? known[Next(known.Count)] : null;

    /// <summary>The program knows those that are in the state, and some that are still to come.</summary>
    internal void Welcome(IEnumerable<Guest> there)
    {
        guests.AddRange(there);
        while (guests.Count < GuestsMax)
            guests.Add(new Guest());
    }

    /// <summary>What the state consists of now.</summary>
    internal void Reached(IEnumerable<object> objects)
    {
        pieces.Clear();
        foreach (object one in objects)
        {
            if (one is Piece piece and not Guest && piece != Known.Inn)
                pieces.Add(piece);
        }
    }

    internal void Note(Piece piece, int way)
    {
        var key = (piece.GetType(), way);
        ways[key] = ways.GetValueOrDefault(key) + 1;
        recent.Enqueue(key);
        if (recent.Count > RecentMax)
            recent.Dequeue();
    }

    internal string Recent => string.Join(", ", recent.Select(Name));

    internal void CountInto(SortedDictionary<string, long> counts)
    {
        foreach (var (way, count) in ways)
            counts[Name(way)] = counts.GetValueOrDefault(Name(way)) + count;
        ways.Clear();
    }

    static string Name((Type Type, int Way) change)
        => $"{change.Type.Name.Split('`')[0]}{(change.Type.IsGenericType ? $"<{string.Join(", ", change.Type.GetGenericArguments().Select(ShortName))}>" : "")}.{change.Way}";

    static string ShortName(Type type)
        => type.IsArray ? ShortName(type.GetElementType()!) + "[]" : type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(ShortName))}>" : type.Name;
}
