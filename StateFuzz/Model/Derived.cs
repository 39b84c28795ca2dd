using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using Replicated;

namespace StateFuzz.Model;

/// <summary>Classes that derive from collections, with members of their own; what they override is not to run on a standby.</summary>
[Replicated]
public class Pile<T> : List<T?>
{
    internal int Label { get; set; }

    internal Piece? Owner { get; set; }

    internal new void Add(T? item)
    {
        Label++;
        base.Add(item);
    }
}

/// <summary>On a second level, and an element of itself now and then.</summary>
public sealed class Stock : Pile<object>
{
    internal Stock? Next { get; set; }

    internal List<object?>? Same { get; set; }

    public override bool Equals(object? obj) => obj is Stock stock && stock.Label == Label;

    public override int GetHashCode() => Label;
}

[Replicated]
public sealed class Book<TKey, TValue>(IEqualityComparer<TKey>? comparer) : Dictionary<TKey, TValue?>(comparer)
    where TKey : notnull
{
    internal int Label { get; set; }
}

[Replicated]
public sealed class Names<T>(IEqualityComparer<T>? comparer) : HashSet<T>(comparer)
{
    internal string? Label { get; set; }
}

[Replicated]
public sealed class Ranks<T>(IComparer<T>? comparer) : SortedSet<T>(comparer)
{
    internal string? Label { get; set; }

    public override void Clear()
    {
        base.Clear();
        Label = "cleared";
    }
}

[Replicated]
public sealed class Rows<TKey, TValue>(IComparer<TKey>? comparer) : SortedDictionary<TKey, TValue?>(comparer)
    where TKey : notnull
{
    internal int Label { get; set; }
}

[Replicated]
public sealed class Board<TKey, TValue>(IEqualityComparer<TKey>? comparer) : ConcurrentDictionary<TKey, TValue?>(comparer)
    where TKey : notnull
{
    internal int Label { get; set; }
}

[Replicated]
public sealed class LineQueue<T> : Queue<T?>
{
    internal int Label { get; set; }
}

[Replicated]
public sealed class Chain<T> : LinkedList<T?>
{
    internal int Label { get; set; }
}

[Replicated]
public sealed class Sheet<T> : Collection<T?>
{
    internal int Inserted { get; set; }

    protected override void InsertItem(int index, T? item)
    {
        Inserted++;
        base.InsertItem(index, item);
    }
}

[Replicated]
public sealed class Screen<T> : ObservableCollection<T?>
{
    internal int Cleared { get; set; }

    protected override void ClearItems()
    {
        Cleared++;
        base.ClearItems();
    }
}

[Replicated]
public sealed class Roll() : KeyedCollection<string, string?>(StringComparer.Ordinal, 2)
{
    internal int Label { get; set; }

    protected override string GetKeyForItem(string? item) => item!;
}
