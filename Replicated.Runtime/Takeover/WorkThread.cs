using System.Collections.Concurrent;

namespace Replicated.Takeover;

/// <summary>A thread that does one piece of work after the other: what may block, and what must be done in order.</summary>
internal sealed class WorkThread : IDisposable
{
    readonly BlockingCollection<Action> queue = [];

    internal WorkThread(string name) => new Thread(Run) { IsBackground = true, Name = name }.Start();

    /// <summary>Queues a piece of work; false once the thread was told to end.</summary>
    internal bool Post(Action work)
    {
        try
        {
            queue.Add(work);
            return true;
        }
        // Ended between the call and the queue: the node stops, and nothing waits for the work.
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Takes no more work; what is queued is still done.</summary>
    public void Dispose() => queue.CompleteAdding();

    void Run()
    {
        foreach (var work in queue.GetConsumingEnumerable())
            work();
    }
}
