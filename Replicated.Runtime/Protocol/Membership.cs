using System.Collections.Immutable;

namespace Replicated.Protocol;

/// <summary>Which followers come into the in-sync set, when its record is written, and what is said of that.</summary>
internal sealed class Membership(
    NodeIdentity self, LeaseRecord record, ProtocolLimits limits, InSyncSet inSync, List<Follower> followers, Acknowledgements acknowledgements, List<Duty> duties)
{
    readonly Epoch epoch = record.Epoch;
    int ticksSinceWriteFailed;

    /// <summary>The lease record as last confirmed.</summary>
    internal LeaseRecord Record { get; private set; } = record;

    internal bool IsMember(Follower follower) => inSync.Confirmed.Contains(follower.Incarnation);

    /// <summary>Writes again, after a while, what may not have been written.</summary>
    internal void Tick()
    {
        if (inSync.IsUnknown && ++ticksSinceWriteFailed >= limits.RetryTicks)
            Write();
    }

    /// <summary>A standby that has caught up joins the set, and one write takes out who is not connected any more.</summary>
    internal void Consider()
    {
        if (inSync.IsWriting || inSync.IsUnknown)
            return;
        foreach (var follower in followers)
        {
            if (IsMember(follower) || !HasCaughtUp(follower))
                continue;
            Write();
            return;
        }
    }

    /// <summary>The store holds this record; returns the members before it.</summary>
    internal ImmutableArray<Incarnation> Confirm(LeaseRecord written)
    {
        var before = inSync.Confirmed;
        Record = written;
        inSync.Confirm(written.Members);
        return before;
    }

    internal void TellChanges(ImmutableArray<Incarnation> before)
    {
        foreach (var follower in followers.Where(follower => IsMember(follower) && !before.Contains(follower.Incarnation)))
            duties.Add(Duty.Log($"{follower.Node} is in sync with {self.Node} at sequence {follower.Received} of epoch {epoch}: it may take over, and commits wait for it."));
        foreach (var removed in before.Where(node => !Record.Members.Contains(node)))
            duties.Add(Duty.Log($"Incarnation {removed} is out of the in-sync set of epoch {epoch}: it may not take over, and commits no longer wait for it."));
    }

    internal void OnUnknown(string why)
    {
        inSync.OutcomeUnknown();
        duties.Add(Duty.Log($"Whether the in-sync set of epoch {epoch} was written is not known ({why}): commits wait for the old set and the new one until a write succeeds."));
    }

    bool HasCaughtUp(Follower follower)
        => follower.IsStreaming && follower.Received >= follower.EligibleFrom && follower.Received >= acknowledgements.Stable;

    void Write()
    {
        ticksSinceWriteFailed = 0;
        var members = followers.Where(follower => IsMember(follower) || inSync.Requires(follower.Incarnation) || HasCaughtUp(follower))
            .Select(follower => follower.Incarnation)
            .ToImmutableArray();
        if (members.IsEmpty)
            members = inSync.Confirmed;
        inSync.Propose(members);
        foreach (var follower in followers)
            inSync.Note(follower.Incarnation, follower.Received, follower.Applied);
        duties.Add(Duty.WriteRecord(Record with { Members = members }));
    }
}
