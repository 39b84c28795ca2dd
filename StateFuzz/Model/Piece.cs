using Replicated;
using StateFuzz.Changing;

namespace StateFuzz.Model;

/// <summary>An object of the state. Its changes have numbers, so that a random one can be made.</summary>
[Replicated]
public abstract class Piece
{
    /// <summary>Changes that each class has.</summary>
    protected const int Common = 6;

    int number;
    Piece? next;
    object? any;
    List<Piece?>? others;

    internal abstract int OwnWays { get; }

    internal int Ways => Common + OwnWays;

    protected abstract void ChangeOwn(int way, Source source);

    internal void Change(int way, Source source)
    {
        switch (way)
        {
            case 0:
                number = source.Next(1000);
                break;
            case 1:
                next = source.Piece();
                break;
            case 2:
                any = source.Make<object>();
                break;
            case 3:
                if (source.Replaces(others, () => [], out var list))
                    others = list;
                else
                    Lists.Change(others!, source);
                break;
            case 4:
                source.PutAside(next);
                next = null;
                break;
            case 5:
                if (any is Spot spot)
                {
                    spot.Move(number);
                    any = spot;
                }
                number++;
                break;
            default:
                ChangeOwn(way - Common, source);
                break;
        }
    }

    /// <summary>Lets all go.</summary>
    internal void Drop(Source source)
    {
        source.PutAside(next);
        (next, any, others) = (null, null, null);
    }

    internal void Spoil(bool isSpoilt) => any = isSpoilt ? Thread.CurrentThread : null;
}
