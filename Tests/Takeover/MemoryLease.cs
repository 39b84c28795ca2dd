using Replicated.Protocol;
using Replicated.Takeover;

namespace Replicated.Tests.Takeover;

/// <summary>One record in memory; each node has its own handle on it.</summary>
internal sealed class MemoryLease
{
    readonly Lock gate = new();
    LeaseRecord? record;
    Handle? holder;

    internal LeaseRecord? Record => record;

    internal string? WriteFailure { get; set; }

    internal bool IsHeld => holder is not null;

    internal Handle Open() => new(this);

    /// <summary>The lease as one process has it.</summary>
    internal sealed class Handle(MemoryLease lease) : ILeaseStore
    {
        /// <summary>Called when the lease was taken, before the node knows.</summary>
        internal Action? AtAcquired { get; init; }

        /// <summary>Called before each write.</summary>
        internal Action? AtWrite { get; init; }

        /// <summary>Called after each write, before the node knows.</summary>
        internal Action? AtWritten { get; init; }

        public string Name => "memory";

        public LeaseRecord? Read() => lease.record;

        public bool TryAcquire()
        {
            lock (lease.gate)
            {
                lease.holder ??= this;
                if (lease.holder != this)
                    return false;
            }
            AtAcquired?.Invoke();
            return true;
        }

        public void Write(LeaseRecord record)
        {
            AtWrite?.Invoke();
            lock (lease.gate)
            {
                if (lease.WriteFailure is { } failure)
                    throw new IOException(failure);
                if (lease.holder != this)
                    throw new InvalidOperationException("not the holder");
                lease.record = record;
            }
            AtWritten?.Invoke();
        }

        public void Release()
        {
            lock (lease.gate)
            {
                if (lease.holder == this)
                    lease.holder = null;
            }
        }

        public void Dispose() => Release();
    }
}
