using System.Numerics;

namespace Replicated.Protocol;

/// <summary>What a node could take over with.</summary>
/// <param name="Position">The last frame it holds.</param>
/// <param name="Broken">Why its state cannot be used; null if it can.</param>
internal readonly record struct Holding(Position Position, string? Broken)
{
    internal bool IsEmpty => Position.Epoch.Value == 0;
}

/// <summary>
/// Decides whether this node becomes active: only the holder of the lease, and only if the record lists this very process, or there is
/// no history that could be lost, or an operator asks for it.
/// </summary>
internal sealed class TakeoverDecision(NodeIdentity self, bool promotesItself, List<Duty> duties)
{
    /// <summary>A question to the lease store is not answered yet.</summary>
    bool isAsking;

    /// <summary>No active was found since the lease was last tried for.</summary>
    bool activeNotFound;

    /// <summary>An operator's request that waits for its answer.</summary>
    (LinkId Link, bool Empty)? promotion;

    /// <summary>The record that this node wants to reign by, once it has decided to; the same in each attempt to write it.</summary>
    LeaseRecord? proposed;
    bool takesState;
    bool isWritten;
    bool isComplete;

    /// <summary>How often this node has refrained because it has faults; they are tried again the 1st, 2nd, 4th, 8th ... time.</summary>
    uint timesNotReady;

    /// <summary>The sentence said last, so that the same decision is told once.</summary>
    string? said;

    /// <summary>The decision is made and its record is being written: from here on this node does not follow.</summary>
    internal bool Begun { get; private set; }

    internal string? Said => said;

    /// <summary>Has the lease looked at, if this node may promote itself.</summary>
    internal void Look()
    {
        if (!promotesItself || isAsking)
            return;
        isAsking = true;
        duties.Add(Duty.Of(DutyKind.LookAtLease));
    }

    internal void OnActiveNotFound() => activeNotFound = true;

    /// <summary>Tries for the lease where that can lead to something, or where it must be said why it cannot.</summary>
    internal void OnLeaseSeen(LeaseRecord? record, Holding holding, bool hasLink)
    {
        isAsking = false;
        if (Begun || (hasLink && promotion is null))
            return;
        if (record is { Ended: false } && !IsProposed(record) && !IsListed(record, holding) && !activeNotFound && promotion is null)
            return;
        activeNotFound = false;
        Acquire(asked: false);
    }

    internal void OnLeaseDenied(string why)
    {
        isAsking = false;
        Reply(false, $"{self.Node} cannot be promoted: {why}");
    }

    internal void OnLeaseAcquired(LeaseRecord? record, Holding holding, Position fresh, IReadOnlyList<string> faults)
    {
        isAsking = false;
        if (record is not null && IsProposed(record))
            Begin(proposed!, takesState);
        else if (record is not null && IsListed(record, holding) && faults.Count > 0 && promotion is null)
            RefrainFor(faults, record);
        else if (record is not null && IsListed(record, holding))
            TakeOver(record, holding, fresh);
        else if (promotion is { } asked)
            Promote(asked.Empty, record, holding, fresh);
        else if (!promotesItself)
            Refrain($"{self.Node} holds a lease that it did not ask for and gives it back.");
        else if (record is null or { Ended: true })
            BeginHistory(record, holding, fresh);
        else
            Refrain(WhyNot(record, holding));
    }

    internal void OnPromoteRequested(LinkId link, bool empty, Holding holding, string? active)
    {
        promotion = (link, empty);
        if (Begun)
            Reply(true, $"{self.Node} is taking over already.");
        else if (active is not null)
            Reply(false, $"{self.Node} follows {active}, which is active. Stop it first.");
        else if (empty && !holding.IsEmpty)
            Reply(false, $"{self.Node} holds {holding.Position}: it cannot become active with empty state. Restart it, then promote it with --empty; its state is lost then.");
        else if (!promotesItself && !empty && holding.IsEmpty)
            Reply(false, $"{self.Node} holds no state. To begin a new history with empty state, promote it with --empty.");
        else if (!promotesItself && holding.Broken is { } broken)
            Reply(false, $"{self.Node} cannot take over: {broken}");
        else if (!isAsking)
            Acquire(asked: true);
    }

    internal void OnRecordWritten(LeaseRecord record)
    {
        proposed = record;
        isWritten = true;
    }

    /// <summary>Whether the record was written is not known: the lease is given back, and this node goes on with the same record if it gets it again.</summary>
    internal void OnRecordUnknown(string why)
    {
        Begun = false;
        duties.Add(Duty.Log($"{self.Node} could not write that it is active in epoch {proposed!.Epoch} ({why}): it gives the lease back and tries again."));
        duties.Add(Duty.Of(DutyKind.ReleaseLease));
        Reply(false, $"The lease record could not be written: {why}");
    }

    /// <summary>All that this node holds is in its objects.</summary>
    internal void Complete(Position holds)
    {
        if (!isWritten || isComplete)
            return;
        isComplete = true;
        var record = proposed!;
        var start = new Position(record.Lineage, record.Reign, record.Epoch, 0);
        var fork = takesState ? holds : default;
        duties.Add(Duty.Log(takesState
            ? $"{self.Node} is active in epoch {record.Epoch} with the state of {holds}."
            : $"{self.Node} is active in epoch {record.Epoch} and begins history {record.Lineage} with empty state."));
        duties.Add(Duty.BecomeActive(new(start, fork, takesState, record)));
        Reply(true, $"{self.Node} is active in epoch {record.Epoch}.");
    }

    /// <summary>The state cannot be completed: nothing may go on with a part of it.</summary>
    internal void Abandon(string why)
    {
        Begun = false;
        duties.Add(Duty.Log($"{self.Node} cannot take over: {why}. It gives the lease back; no other node is listed, so an operator must decide."));
        duties.Add(Duty.Of(DutyKind.ReleaseLease));
        Reply(false, why);
        duties.Add(Duty.GiveUp(why));
    }

    void TakeOver(LeaseRecord? record, Holding holding, Position fresh)
    {
        var held = holding.Position;
        var epoch = record is not null && record.Epoch > held.Epoch ? record.Epoch : held.Epoch;
        string from = record is null || record.HolderNode.Length == 0 ? "" : $" from {record.HolderNode}";
        duties.Add(Duty.Log($"{self.Node} takes over{from}: it holds {held} and begins epoch {epoch.Next}."));
        Begin(Record(held.Lineage, fresh.Reign, epoch.Next), takesHeld: true);
    }

    void BeginHistory(LeaseRecord? record, Holding holding, Position fresh)
    {
        if (!holding.IsEmpty)
        {
            string why = $"The history that {self.Node} follows at {holding.Position} was ended on purpose without it. Restart {self.Node} to begin a new one.";
            Refrain(why);
            duties.Add(Duty.GiveUp(why));
            return;
        }
        Begin(Record(fresh.Lineage, fresh.Reign, (record?.Epoch ?? default).Next), takesHeld: false);
    }

    void Promote(bool empty, LeaseRecord? record, Holding holding, Position fresh)
    {
        if (!promotesItself && !holding.IsEmpty && !empty)
            TakeOver(record, holding, fresh);
        else if (holding.IsEmpty && (empty || record is null or { Ended: true }))
            BeginHistory(record is null ? null : record with { Ended = true }, holding, fresh);
        else
            Refrain(record is null ? $"{self.Node} has nothing to take over." : WhyNot(record, holding));
    }

    void Begin(LeaseRecord record, bool takesHeld)
    {
        (Begun, proposed, takesState, isWritten) = (true, record, takesHeld, false);
        duties.Add(Duty.WriteRecord(record));
    }

    LeaseRecord Record(Lineage lineage, Reign reign, Epoch epoch)
        => new(lineage, reign, epoch, self.Incarnation, self.Node, self.Address, [], Ended: false);

    void Refrain(string why)
    {
        if (said != why)
            duties.Add(Duty.Log(why));
        said = why;
        duties.Add(Duty.Of(DutyKind.ReleaseLease));
        Reply(false, why);
    }

    /// <summary>
    /// A node with faults does not have what was acknowledged, or not what the program needs beside it: another member may be ready, and
    /// otherwise a person has to know.
    /// </summary>
    void RefrainFor(IReadOnlyList<string> faults, LeaseRecord record)
    {
        Refrain($"The lease is free, but {self.Node} does not take over from {record.HolderNode} (epoch {record.Epoch}), because it is not ready: {string.Join("; ", faults)}. "
            + "It takes over once that is mended, or when an operator says so with 'replicated-standby promote'.");
        if (BitOperations.IsPow2(++timesNotReady))
            duties.Add(Duty.Of(DutyKind.RetryFaults));
    }

    void Acquire(bool asked)
    {
        isAsking = true;
        duties.Add(Duty.AcquireLease(asked || promotion is not null));
    }

    void Reply(bool accepted, string text)
    {
        if (promotion is not { } asked)
            return;
        promotion = null;
        duties.Add(Duty.Send(asked.Link, new Frames.PromoteReply { Accepted = accepted, Text = text }));
    }

    bool IsProposed(LeaseRecord record) => proposed is not null && record.Holder == self.Incarnation && record.Reign == proposed.Reign;

    /// <summary>The record names this process, and this process holds what the record speaks of.</summary>
    bool IsListed(LeaseRecord record, Holding holding)
        => record.Members.Contains(self.Incarnation)
            && holding.Broken is null
            && holding.Position.Lineage == record.Lineage
            && holding.Position.Reign == record.Reign;

    string WhyNot(LeaseRecord record, Holding holding)
    {
        string what = $"The lease is free, but {self.Node} does not take over from {record.HolderNode} (epoch {record.Epoch})";
        string way = $"A process of the in-sync set ({record.Members.Length} listed) takes over if one lives; otherwise an operator begins a new history with 'replicated-standby promote --empty'.";
        if (holding.Broken is { } broken)
            return $"{what}: {broken}. {way}";
        if (holding.IsEmpty)
            return $"{what}: it holds no state. {way}";
        return holding.Position.Lineage != record.Lineage
            ? $"{what}: it holds {holding.Position}, and the record is of lineage {record.Lineage}. {way}"
            : $"{what}: it is not listed in the in-sync set and may lack acknowledged changes after {holding.Position}. {way}";
    }
}
