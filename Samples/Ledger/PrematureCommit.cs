using Replicated;

namespace Ledger;

/// <summary>
/// The mistake that this sample is there to avoid: it says 'Received' at once and commits later. The demo's self-test runs the bank with
/// it, to see that the demo would notice.
/// </summary>
static class PrematureCommit
{
    static readonly TimeSpan delay = TimeSpan.FromMilliseconds(200);

    static int pending;

    internal static ValueTask<CommitResult> CommitAsync(TimeSpan? wait)
    {
        if (Interlocked.Exchange(ref pending, 1) == 0)
            _ = CommitLaterAsync();
        return new(new CommitResult(CommitLevel.Received, Replication.Epoch, 0));
    }

    static async Task CommitLaterAsync()
    {
        await Task.Delay(delay);
        lock (Bank.Gate)
        {
            pending = 0;
            Replication.Commit();
        }
    }
}
