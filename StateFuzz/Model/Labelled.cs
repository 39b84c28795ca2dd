using StateFuzz.Changing;

namespace StateFuzz.Model;

/// <summary>A class derived from a generic one, with members of its own, some of which it hides.</summary>
public sealed class Labelled : Cell<Spot>
{
    string? label;
    Spot value;

    internal Labelled(Source source)
        : base(source) => label = source.Make<string>();

    internal override int OwnWays => base.OwnWays + 3;

    protected override void ChangeOwn(int way, Source source)
    {
        switch (way - base.OwnWays)
        {
            case 0: label = source.Make<string>(); break;
            case 1: value.Move(source.Next(9)); break;
            case 2: value.Of = source.Piece(); break;
            default: base.ChangeOwn(way, source); break;
        }
    }
}
