namespace Replicated.Takeover;

/// <summary>The commits that wait, and how far commits have got. Each wait ends by its level, its deadline or its cancellation, whichever is first.</summary>
internal sealed class CommitWaiters(TimeProvider time)
{
    const int SpareMax = 1024;

    readonly Lock gate = new();
    readonly Stack<CommitWaiter> spare = new();

    /// <summary>The waiters for each level, by sequence.</summary>
    readonly List<CommitWaiter>[] waiting = [[], [], [], []];

    /// <summary>The sequence up to which each level is reached; -1: never.</summary>
    readonly long[] reached = [long.MaxValue, -1, -1, -1];

    /// <summary>Nothing more will be reached.</summary>
    bool hasEnded;

    /// <summary>The reign in which the sequences are.</summary>
    internal long Epoch { get; set; }

    /// <summary>The result for a frame as it stands now.</summary>
    internal CommitResult Now(long sequence)
    {
        lock (gate)
            return ResultOf(sequence);
    }

    /// <summary>Waits until the frame has reached the level.</summary>
    internal ValueTask<CommitResult> Wait(long sequence, CommitLevel level, TimeSpan timeout, CancellationToken token)
    {
        CommitWaiter waiter;
        ValueTask<CommitResult> task;
        lock (gate)
        {
            if (reached[(int)level] >= sequence || hasEnded)
                return new(ResultOf(sequence));
            waiter = spare.TryPop(out var used) ? used : new(this);
            waiter.Prepare(sequence, level, DeadlineAfter(timeout), token);
            task = waiter.Task;
            Insert(waiting[(int)level], waiter);
        }
        waiter.WatchCancellation();
        return task;
    }

    /// <summary>All frames up to <paramref name="sequence"/> have reached <paramref name="level"/>.</summary>
    internal void Reach(CommitLevel level, long sequence)
    {
        lock (gate)
        {
            if (sequence <= reached[(int)level])
                return;
            reached[(int)level] = sequence;
            var waiters = waiting[(int)level];
            int count = 0;
            while (count < waiters.Count && waiters[count].Sequence <= sequence)
            {
                waiters[count].Complete(ResultOf(waiters[count].Sequence));
                count++;
            }
            waiters.RemoveRange(0, count);
        }
    }

    /// <summary>Ends the waits whose deadline has passed.</summary>
    internal void Expire()
    {
        lock (gate)
            CompleteUntil(time.GetTimestamp());
    }

    /// <summary>Ends all waits, now and from now on, with the level reached: nobody looks at their deadlines any more.</summary>
    internal void End()
    {
        lock (gate)
        {
            hasEnded = true;
            CompleteUntil(long.MaxValue);
        }
    }

    void CompleteUntil(long deadline)
    {
        foreach (var waiters in waiting)
        {
            for (int i = waiters.Count - 1; i >= 0; i--)
            {
                if (waiters[i].Deadline > deadline)
                    continue;
                waiters[i].Complete(ResultOf(waiters[i].Sequence));
                waiters.RemoveAt(i);
            }
        }
    }

    internal void Cancel(CommitWaiter waiter)
    {
        lock (gate)
        {
            if (waiting[(int)waiter.Level].Remove(waiter))
                waiter.Fail(new OperationCanceledException($"The wait for frame {waiter.Sequence} of epoch {Epoch} was cancelled. Whether the commit survives the loss of this process is unknown.", waiter.Token));
        }
    }

    internal void Return(CommitWaiter waiter)
    {
        lock (gate)
        {
            if (spare.Count < SpareMax)
                spare.Push(waiter);
        }
    }

    /// <summary>Sequences come nearly in order: a thread may be overtaken between its capture and its wait.</summary>
    static void Insert(List<CommitWaiter> waiters, CommitWaiter waiter)
    {
        int at = waiters.Count;
        while (at > 0 && waiters[at - 1].Sequence > waiter.Sequence)
            at--;
        waiters.Insert(at, waiter);
    }

    CommitResult ResultOf(long sequence)
    {
        var level = CommitLevel.Applied;
        while (reached[(int)level] < sequence)
            level--;
        return new(level, Epoch, sequence);
    }

    long DeadlineAfter(TimeSpan timeout)
        => timeout == Timeout.InfiniteTimeSpan ? long.MaxValue : time.GetTimestamp() + (long)(timeout.TotalSeconds * time.TimestampFrequency);
}
