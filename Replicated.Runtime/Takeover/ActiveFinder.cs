using Replicated.Links;

namespace Replicated.Takeover;

/// <summary>Where the active may be: the address in the lease record, then the peers, one after the other.</summary>
internal sealed class ActiveFinder(ILeaseStore lease, IEnumerable<string> peers, Address self)
{
    readonly Address[] peers = [.. peers.Select(Address.Parse)];
    int turn;

    /// <summary>The next address to try; null if none is known.</summary>
    /// <exception cref="IOException">The lease store cannot be read.</exception>
    internal Address? Next()
    {
        var candidates = peers.ToList();
        if (lease.Read() is { Ended: false, HolderAddress.Length: > 0 } record)
            candidates.Insert(0, Address.Parse(record.HolderAddress));
        candidates = [.. candidates.Where(address => address != self).Distinct()];
        return candidates.Count == 0 ? null : candidates[turn++ % candidates.Count];
    }
}
