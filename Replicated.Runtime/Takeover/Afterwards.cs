namespace Replicated.Takeover;

/// <summary>What is to be done after a lock is released, in order: what sends, blocks or calls foreign code.</summary>
internal sealed class Afterwards(Lock gate)
{
    readonly Queue<Action> queue = new();
    volatile bool hasMore;

    /// <summary>Only for the holder of the lock.</summary>
    internal void Add(Action action)
    {
        queue.Enqueue(action);
        hasMore = true;
    }

    /// <summary>Only for who does not hold the lock.</summary>
    internal void Run()
    {
        while (hasMore)
        {
            Action? next;
            lock (gate)
                hasMore = queue.TryDequeue(out next) && queue.Count > 0;
            next?.Invoke();
        }
    }
}
