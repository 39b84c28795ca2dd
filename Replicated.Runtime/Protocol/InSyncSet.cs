using System.Collections.Immutable;

namespace Replicated.Protocol;

/// <summary>
/// Which standbys must have a frame before it is acknowledged. A standby is required before its addition is sent to the lease store,
/// and dispensed with only after its removal is confirmed; while an answer is outstanding, or never came, both sets count.
/// </summary>
/// <remarks>
/// Otherwise: (1) the answer to 'add B' is late; (2) the active goes on alone and acknowledges frame 12; (3) it dies; (4) B, a member
/// that has 11, takes over.
/// </remarks>
internal sealed class InSyncSet
{
    readonly Dictionary<Incarnation, Progress> required = [];

    /// <summary>Sets that were sent to the store and may have been written or not.</summary>
    readonly List<ImmutableArray<Incarnation>> outstanding = [];

    /// <summary>The set that the store holds for certain, unless one of <see cref="outstanding"/> replaced it.</summary>
    internal ImmutableArray<Incarnation> Confirmed { get; private set; } = [];

    /// <summary>The answer to a write is awaited.</summary>
    internal bool IsWriting { get; private set; }

    /// <summary>The outcome of the last write is not known: it must be written again.</summary>
    internal bool IsUnknown => outstanding.Count > 0 && !IsWriting;

    internal bool IsEmpty => required.Count == 0;

    internal bool Requires(Incarnation node) => required.ContainsKey(node);

    /// <summary>A new set is about to be sent to the store.</summary>
    internal void Propose(ImmutableArray<Incarnation> members)
    {
        outstanding.Add(members);
        IsWriting = true;
        foreach (var member in members)
            required.TryAdd(member, new());
    }

    /// <summary>The store holds <paramref name="members"/>: earlier sets, unknown ones too, were written before it or never will be.</summary>
    internal void Confirm(ImmutableArray<Incarnation> members)
    {
        Confirmed = members;
        outstanding.Clear();
        IsWriting = false;
        foreach (var dispensed in required.Keys.Where(node => !members.Contains(node)).ToArray())
            required.Remove(dispensed);
    }

    internal void OutcomeUnknown() => IsWriting = false;

    internal void Note(Incarnation node, long received, long applied)
    {
        if (!required.TryGetValue(node, out var progress))
            return;
        progress.Received = Math.Max(progress.Received, received);
        progress.Applied = Math.Max(progress.Applied, applied);
    }

    /// <summary>All that are required have every frame up to this one.</summary>
    internal long Received()
    {
        long lowest = long.MaxValue;
        foreach (var progress in required.Values)
            lowest = Math.Min(lowest, progress.Received);
        return lowest;
    }

    internal long Applied()
    {
        long lowest = long.MaxValue;
        foreach (var progress in required.Values)
            lowest = Math.Min(lowest, progress.Applied);
        return lowest;
    }

    /// <summary>What a required node has; kept while it is not connected.</summary>
    sealed class Progress
    {
        internal long Received { get; set; }

        internal long Applied { get; set; }
    }
}
