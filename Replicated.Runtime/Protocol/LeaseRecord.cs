using System.Collections.Immutable;

namespace Replicated.Protocol;

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
