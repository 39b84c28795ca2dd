using System.Collections.ObjectModel;
using Replicated;

namespace Native;

internal enum Color : short
{
    None,
    Red = -3,
}

internal record struct Money(decimal Amount, Color Color) : IComparable<Money>
{
    public readonly int CompareTo(Money other) => Amount.CompareTo(other.Amount);
}

/// <summary>Nothing makes an object of it.</summary>
internal sealed class Unmade;

internal interface IMark;

/// <summary>A struct that holds objects and others of its kind.</summary>
internal struct Branch
{
    internal string? Name;
    internal Entry? Entry;
    internal List<Branch>? Branches;
}

[Replicated]
internal abstract class Entry
{
    public long Number { get; set; }

    internal abstract string Show();
}

internal sealed class Payment : Entry
{
    public Money Money { get; set; }

    internal override string Show() => $"payment {Number} {Money.Amount} {Money.Color}";
}

/// <summary>No member is declared as any of these: a member holds them as entries.</summary>
internal sealed class Note<T> : Entry
{
    public T? Text { get; set; }

    public List<T> Others { get; set; } = [];

    internal override string Show() => $"note {Number} {Text} {string.Join('+', Others)}";
}

[Replicated]
internal sealed class Page<T>
    where T : notnull
{
    public T? Value { get; set; }

    public T[] Array { get; set; } = [];

    public Dictionary<T, Page<T>?> Next { get; } = [];
}

/// <summary>Classes that derive from collections: the platform's constructor runs on what no constructor of theirs made.</summary>
[Replicated]
internal sealed class Drawer<T> : List<T>
{
    public T? Best { get; set; }
}

[Replicated]
internal sealed class Price() : Dictionary<Color, Money>()
{
    public int Changes { get; set; }
}

[Replicated]
internal sealed class Roll() : KeyedCollection<Guid, Money>(null, 1)
{
    protected override Guid GetKeyForItem(Money item) => new((int)item.Amount, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
}

[Replicated]
internal sealed class Ranks() : SortedSet<Money>()
{
    public override void Clear() => throw new NotSupportedException();
}

[Replicated]
internal sealed class Screen : ObservableCollection<Money>
{
    public string? Title { get; set; }
}

[Replicated]
internal sealed class Account
{
    /// <summary>Each node has it by itself.</summary>
    internal static readonly Account House = new() { Owner = "house" };

    public string Owner { get; set; } = "";
    public decimal Balance { get; set; }
    public Color Color { get; set; }
    public Color? Maybe { get; set; }
    public Guid Id { get; set; }
    public DateTime Since { get; set; }
    public Uri? Home { get; set; }
    public Type? Kind { get; set; }
    public List<Type> Kinds { get; } = [];
    public (int Day, Money Limit, Entry? Entry) Limit { get; set; }
    public KeyValuePair<string, TimeSpan>[] Delays { get; set; } = [];
    public List<Entry> Entries { get; } = [];
    public Dictionary<Color, List<int>?> ByColor { get; } = [];
    public Branch Branch { get; set; }
    public Page<Money>? Page { get; set; }
    public Account? Partner { get; set; }
    public Lazy<Money>? Later { get; set; }
    public Lazy<Entry>? Made { get; set; }
    public Drawer<Money> Drawer { get; } = [];
    public Price Price { get; } = [];
    public Roll Roll { get; } = [];
    public Screen Screen { get; } = [];
}

internal static class Bank
{
    internal static Dictionary<string, Account> ReplicatedAccounts = [];
    internal static int ReplicatedCount = Initial();
    internal static Ranks ReplicatedRanks = [];
    internal static Shelf<int> ReplicatedNumbers = new();
    internal static Shelf<string> ReplicatedTexts = new();
    internal static Shelf<Money> ReplicatedMoney = new();

    static int Initial() => 40 + ReplicatedAccounts.Count;
}
