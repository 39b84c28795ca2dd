using System.Collections.Immutable;
using Replicated.Protocol;

namespace Replicated.Takeover;

/// <summary>The one atomic record of a cluster: who may be active, in which reign, and who may follow.</summary>
/// <param name="Lineage">The history that the record belongs to.</param>
/// <param name="Reign">The reign of the holder.</param>
/// <param name="Epoch">Its epoch.</param>
/// <param name="Holder">The process that holds the lease, or held it last.</param>
/// <param name="HolderNode">Its node name, for people.</param>
/// <param name="HolderAddress">Where it listens, so that standbys find it.</param>
/// <param name="Members">The in-sync set: processes that hold every acknowledged frame, the holder not counted. Only they may take over.</param>
/// <param name="Ended">The holder ended on purpose with nobody to take over: the history is over and a new one may begin.</param>
internal sealed record LeaseRecord(
    Lineage Lineage,
    Reign Reign,
    Epoch Epoch,
    Incarnation Holder,
    string HolderNode,
    string HolderAddress,
    ImmutableArray<Incarnation> Members,
    bool Ended);

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
