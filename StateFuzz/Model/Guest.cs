using StateFuzz.Changing;

namespace StateFuzz.Model;

/// <summary>Comes and goes: while it is away the program alone holds it, and only it leads to what it brings.</summary>
public sealed class Guest : Piece
{
    const int StaysMax = 6;

    readonly List<int> stays = [];
    Guest? child;
    Known? host;
    int visits;

    internal override int OwnWays => 5;

    protected override void ChangeOwn(int way, Source source)
    {
        switch (way)
        {
            case 0: visits++; break;
            case 1: (child ??= new Guest()).visits++; break;
            case 2:
                if (stays.Count == StaysMax)
                    stays.Clear();
                stays.Add(source.Next(50));
                break;
            case 3: host = source.OneIn(3) ? Known.Inn : null; break;
            case 4: host?.Earn(); break;
        }
    }
}
