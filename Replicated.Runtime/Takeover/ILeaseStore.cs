using Replicated.Protocol;

namespace Replicated.Takeover;

/// <summary>The right to be active, held by at most one process of a cluster.</summary>
internal interface ILeaseStore : IDisposable
{
    /// <summary>For log lines and status, e.g. <c>file:/var/lib/bank</c>.</summary>
    string Name { get; }

    /// <summary>The record as it is now; null if the cluster never had one.</summary>
    /// <exception cref="IOException">The store cannot be read, or what it holds is damaged; the message names it.</exception>
    LeaseRecord? Read();

    /// <summary>Takes the lease if nobody holds it. True: held by this process until <see cref="Release"/> or its end.</summary>
    bool TryAcquire();

    /// <summary>Replaces the record. Only for the holder; when the call returns, every later <see cref="Read"/> sees it, also after a crash.</summary>
    void Write(LeaseRecord record);

    /// <summary>Gives the lease back; the record stays.</summary>
    void Release();
}
