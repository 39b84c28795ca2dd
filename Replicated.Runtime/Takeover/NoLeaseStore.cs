using Replicated.Protocol;

namespace Replicated.Takeover;

/// <summary>
/// No store: nothing promotes by itself, since nothing could stop two nodes from doing so. An operator says which node is active, and
/// that is remembered as long as the process lives.
/// </summary>
internal sealed class NoLeaseStore : ILeaseStore
{
    LeaseRecord? record;
    bool permitted;
    bool held;

    public string Name => LeaseStores.None;

    public LeaseRecord? Read() => record;

    /// <summary>An operator promoted this node: the next <see cref="TryAcquire"/> succeeds.</summary>
    internal void Permit() => permitted = true;

    public bool TryAcquire()
    {
        held |= permitted;
        return held;
    }

    public void Write(LeaseRecord record)
    {
        if (!held)
            throw new InvalidOperationException("The lease record is written by the holder only, and this process does not hold the lease.");
        this.record = record;
    }

    public void Release() => held = permitted = false;

    public void Dispose() => Release();
}
