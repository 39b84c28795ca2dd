using StateFuzz.Changing;

namespace StateFuzz.Model;

/// <summary>Delegates and events: methods, lambdas that share variables, and subscriptions.</summary>
public sealed class Events : Piece
{
    internal const int Handlers = 6;

    static readonly Action empty = static () => { };

    Action? handler;
    Func<int>? read;
    Action<int>? write;
    Func<Piece?, Piece?>? exchange;
    int count;

    public event Action? Happened;

    event Action? Quiet;

    internal override int OwnWays => 11;

    /// <summary>Named methods, those of the class, and lambdas with more or less to remember.</summary>
    internal Action Handler(int number)
    {
        int own = number;
        switch (number)
        {
            case 0: return OnHappened;
            case 1: return OnAny;
            case 2: return () => count += own++;
            case 3: return () => own++;
            case 4: return empty;
            default:
                int inner = own;
                return () => count = inner++ + own;
        }
    }

    void OnHappened() => count++;

    static void OnAny()
    {
    }

    protected override void ChangeOwn(int way, Source source)
    {
        switch (way)
        {
            case 0: Happened += source.Make<Action>(); break;
            case 1: Happened -= OnHappened; break;
            case 2: Happened?.Invoke(); break;
            case 3: Quiet += Handler(source.Next(Handlers)); break;
            case 4: handler = source.OneIn(2) ? Happened : source.Make<Action>(); break;
            case 5: handler?.Invoke(); break;
            case 6: Share(source); break;
            case 7: write?.Invoke(source.Next(100)); break;
            case 8: count = read?.Invoke() ?? 0; break;
            case 9: exchange?.Invoke(source.Piece()); break;
            case 10 when source.OneIn(4): (Happened, Quiet) = (Quiet, null); break;
        }
        // Handlers come more often than they go.
        if (Happened?.GetInvocationList().Length > 6)
            Happened = null;
        if (Quiet?.GetInvocationList().Length > 6)
            Quiet = null;
    }

    /// <summary>Three lambdas over the same variables.</summary>
    void Share(Source source)
    {
        int shared = source.Next(100);
        var kept = source.Piece();
        read = () => shared++;
        write = value => shared = value;
        exchange = other =>
        {
            (kept, other) = (other, kept);
            return other;
        };
    }
}
