using Replicated.Protocol;

namespace Replicated.Takeover;

/// <summary>What a node does with the lease store, which may block: on the work thread, in order; each answer is an input of the node.</summary>
internal sealed class LeaseWork(Node node, ILeaseStore lease, WorkThread work)
{
    internal void LookLater() => work.Post(Look);

    /// <param name="asked">An operator wants it.</param>
    internal void AcquireLater(bool asked) => work.Post(() => Acquire(asked));

    internal void WriteLater(LeaseRecord record) => work.Post(() => Write(record));

    internal void ReleaseLater() => work.Post(lease.Release);

    /// <summary>Gives the lease back after all that was wanted of the store before.</summary>
    internal Task ReleaseAsync()
    {
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bool isPosted = work.Post(() =>
        {
            lease.Release();
            released.SetResult();
        });
        return isPosted ? released.Task : Task.CompletedTask;
    }

    void Look()
    {
        if (TryRead(out var record))
            node.Step(StandbyInput.LeaseSeen(record));
    }

    /// <remarks>
    /// A node that stops takes nothing over: what it took meanwhile it gives back. The flag is set before the last release is queued, so
    /// a lease that is taken after this look at it is given back by that one.
    /// </remarks>
    void Acquire(bool asked)
    {
        if (node.IsStopping)
            return;
        if (asked)
            (lease as NoLeaseStore)?.Permit();
        if (!TryTake())
            return;
        if (!node.IsStopping && TryRead(out var record))
            node.Step(StandbyInput.LeaseAcquired(record, new(Guid.NewGuid()), new(Guid.NewGuid()), node.Faults));
        else
            lease.Release();
    }

    bool TryTake()
    {
        try
        {
            if (lease.TryAcquire())
                return true;
            node.Step(StandbyInput.LeaseDenied($"the lease {lease.Name} is held by another process."));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            node.Step(StandbyInput.LeaseDenied($"the lease {lease.Name} cannot be taken: {exception.Message}"));
        }
        return false;
    }

    bool TryRead(out LeaseRecord? record)
    {
        try
        {
            record = lease.Read();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            record = null;
            node.Step(StandbyInput.LeaseDenied($"the lease {lease.Name} cannot be read: {exception.Message}"));
            return false;
        }
    }

    void Write(LeaseRecord record)
    {
        string? failure = null;
        try
        {
            lease.Write(record);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            failure = exception.Message;
        }
        if (node.IsActive)
            node.Step(failure is null ? ActiveInput.RecordWritten(record) : ActiveInput.RecordUnknown(failure));
        else
            node.Step(failure is null ? StandbyInput.RecordWritten(record) : StandbyInput.RecordUnknown(failure));
    }
}
