namespace Replicated.Takeover;

/// <summary>
/// What is to be done after a lock is released: what sends, blocks or calls foreign code. In order, so one thread at a time does it; who
/// comes meanwhile leaves its part to that one.
/// </summary>
/// <remarks>Otherwise a process that is deposed could end in one thread before another has told the standby why.</remarks>
internal sealed class Afterwards(Lock gate)
{
    readonly Queue<Action> queue = new();
    volatile bool hasMore;

    /// <summary>A thread is at it. Guarded by the lock.</summary>
    bool running;

    /// <summary>Only for the holder of the lock.</summary>
    internal void Add(Action action)
    {
        queue.Enqueue(action);
        hasMore = true;
    }

    /// <summary>Only for who does not hold the lock.</summary>
    internal void Run()
    {
        if (!hasMore || !TryBegin())
            return;
        try
        {
            while (TakeNext() is { } next)
                next();
        }
        catch
        {
            lock (gate)
                running = false;
            throw;
        }
    }

    bool TryBegin()
    {
        lock (gate)
        {
            bool mine = !running;
            running = true;
            return mine;
        }
    }

    Action? TakeNext()
    {
        lock (gate)
        {
            if (queue.TryDequeue(out var next))
                return next;
            hasMore = running = false;
            return null;
        }
    }
}
