using System.Diagnostics;

namespace LedgerDemo;

/// <summary>All clients together: they work until paused, and carry on against whichever node answers.</summary>
sealed class Load : IAsyncDisposable
{
    readonly CancellationTokenSource ending = new();
    readonly Client[] clients;
    readonly Task[] running;
    volatile Uri[] targets;
    volatile TaskCompletionSource? paused;
    volatile FirstReply? awaited;
    int busy;
    int inFlight;
    int acknowledged;
    int localOnly;

    internal Load(HttpClient http, Uri[] targets, string[] accounts, int clientCount, int seed)
    {
        this.targets = targets;
        clients = [.. Enumerable.Range(0, clientCount).Select(number => new Client(this, http, accounts, new Random(HashCode.Combine(seed, number))))];
        running = [.. clients.Select(client => Task.Run(() => client.RunAsync(ending.Token)))];
    }

    /// <summary>Replies of level Received or better so far.</summary>
    internal int Acknowledged => acknowledged;

    /// <summary>Replies that only the active answers for.</summary>
    internal int LocalOnly => localOnly;

    internal int InFlight => inFlight;

    /// <summary>Where the clients look for the bank.</summary>
    internal Uri[] Targets
    {
        get => targets;
        set => targets = value;
    }

    /// <summary>Every transfer ever asked for. Only while paused.</summary>
    internal IReadOnlyCollection<Ask> Record => [.. clients.SelectMany(client => client.Record)];

    /// <summary>Throws what ended a client, if one ended.</summary>
    internal void ThrowIfFailed()
    {
        Array.Find(running, client => client.IsFaulted)?.GetAwaiter().GetResult();
    }

    /// <summary>Lets each client finish the transfer it works on, and returns when none works.</summary>
    internal async Task PauseAsync(CancellationToken cancellationToken)
    {
        paused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await Wait.UntilAsync("the clients have their answers", () => Volatile.Read(ref busy) == 0, cancellationToken, ThrowIfFailed);
    }

    internal void Resume()
    {
        TaskCompletionSource? resumed = paused;
        paused = null;
        resumed?.SetResult();
    }

    /// <summary>The time from now to the first good reply of a node other than the one that is about to be killed.</summary>
    internal Task<TimeSpan> FirstReplyFromAnotherThan(Uri killed)
    {
        var first = new FirstReply(killed, Stopwatch.GetTimestamp());
        awaited = first;
        return first.After.Task;
    }

    /// <summary>A client may begin a transfer; false while the clients are paused.</summary>
    internal bool TryBegin()
    {
        Interlocked.Increment(ref busy);
        if (paused is null)
            return true;
        Interlocked.Decrement(ref busy);
        return false;
    }

    internal void End() => Interlocked.Decrement(ref busy);

    internal Task WhenResumed(CancellationToken cancellationToken) => (paused?.Task ?? Task.CompletedTask).WaitAsync(cancellationToken);

    internal void Sending() => Interlocked.Increment(ref inFlight);

    internal void Sent() => Interlocked.Decrement(ref inFlight);

    internal void Answered(Uri target, Outcome outcome)
    {
        if (outcome == Outcome.Acknowledged)
            Interlocked.Increment(ref acknowledged);
        else if (outcome == Outcome.LocalOnly)
            Interlocked.Increment(ref localOnly);
        if (outcome is Outcome.Acknowledged or Outcome.LocalOnly)
            awaited?.Answered(target);
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ending.Dispose();
    }

    sealed class FirstReply(Uri killed, long from)
    {
        internal TaskCompletionSource<TimeSpan> After { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal void Answered(Uri target)
        {
            if (target != killed)
                After.TrySetResult(Stopwatch.GetElapsedTime(from));
        }
    }
}
