using System.Threading.Tasks.Sources;

namespace Replicated.Takeover;

/// <summary>The wait of one commit. Used again and again, so that a steady stream of commits allocates nothing.</summary>
internal sealed class CommitWaiter(CommitWaiters owner) : IValueTaskSource<CommitResult>
{
    // Whoever awaits goes on in the thread pool: the thread that completes is the one that receives acknowledgements.
    ManualResetValueTaskSourceCore<CommitResult> source = new() { RunContinuationsAsynchronously = true };
    CancellationTokenRegistration cancellation;

    internal long Sequence { get; private set; }

    internal CommitLevel Level { get; private set; }

    /// <summary>When the wait ends, as a timestamp of the owner's clock.</summary>
    internal long Deadline { get; private set; }

    internal CancellationToken Token { get; private set; }

    internal ValueTask<CommitResult> Task => new(this, source.Version);

    internal void Prepare(long sequence, CommitLevel level, long deadline, CancellationToken token)
        => (Sequence, Level, Deadline, Token) = (sequence, level, deadline, token);

    /// <summary>After the waiter is queued: a token that is cancelled already calls back at once.</summary>
    internal void WatchCancellation()
    {
        if (Token.CanBeCanceled)
            cancellation = Token.UnsafeRegister(static waiter => ((CommitWaiter)waiter!).OnCancelled(), this);
    }

    internal void Complete(CommitResult result) => source.SetResult(result);

    internal void Fail(Exception exception) => source.SetException(exception);

    CommitResult IValueTaskSource<CommitResult>.GetResult(short token)
    {
        // Who asks too early, or twice, must not give back a waiter that waits, or is another commit's already.
        if (source.GetStatus(token) == ValueTaskSourceStatus.Pending)
            throw new InvalidOperationException("The commit is still waited for: await the task that CommitAsync returned, or use AsTask() to block on it.");
        try
        {
            return source.GetResult(token);
        }
        finally
        {
            // Not Unregister: a callback that still runs must not meet the waiter's next use.
            cancellation.Dispose();
            cancellation = default;
            source.Reset();
            owner.Return(this);
        }
    }

    ValueTaskSourceStatus IValueTaskSource<CommitResult>.GetStatus(short token) => source.GetStatus(token);

    void IValueTaskSource<CommitResult>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => source.OnCompleted(continuation, state, token, flags);

    void OnCancelled() => owner.Cancel(this);
}
