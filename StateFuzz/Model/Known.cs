using StateFuzz.Changing;

namespace StateFuzz.Model;

/// <summary>Objects that each node makes by itself.</summary>
public sealed class Known : Piece
{
    public static readonly Known House = new();
    public static readonly Known Bank = new();

    /// <summary>Only guests link it, so that it goes and comes back.</summary>
    public static readonly Known Inn = new();

    internal static IReadOnlyList<Known> All => [House, Bank, Inn];

    int balance;

    internal override int OwnWays => 1;

    internal void Earn() => balance++;

    protected override void ChangeOwn(int way, Source source) => Earn();

    internal void Reset()
    {
        balance = 0;
        Drop(new Source(0));
    }
}
