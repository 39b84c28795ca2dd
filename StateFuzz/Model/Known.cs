using StateFuzz.Changing;

namespace StateFuzz.Model;

/// <summary>Objects that each node makes by itself.</summary>
public sealed class Known : Piece
{
    public static readonly Known House = new();
    public static readonly Known Bank = new();

    internal static IReadOnlyList<Known> All => [House, Bank];

    int balance;

    internal override int OwnWays => 1;

    protected override void ChangeOwn(int way, Source source) => balance++;

    internal void Reset()
    {
        balance = 0;
        Drop(new Source(0));
    }
}
