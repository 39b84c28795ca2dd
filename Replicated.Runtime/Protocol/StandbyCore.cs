using System.Diagnostics;
using Replicated.Frames;

namespace Replicated.Protocol;

/// <summary>
/// The side of the protocol that follows, and that decides when to take over. Pure, as <see cref="ActiveCore"/>: the shell carries the
/// duties out in their order and reports by inputs.
/// </summary>
internal sealed class StandbyCore
{
    readonly NodeIdentity self;
    readonly ProtocolLimits limits;
    readonly List<Duty> duties = [];
    readonly TakeoverDecision takeover;
    readonly Looking looking;

    /// <summary>The connection to the active, or to a node that may be it; null while there is none.</summary>
    LinkId? link;

    /// <summary>The welcome on <see cref="link"/>; null until it came. Frames that arrive are of the reign in it.</summary>
    Welcome? welcome;
    bool isDialing;

    /// <summary>The snapshot that is on its way; null if none is.</summary>
    IncomingSnapshot? snapshot;

    /// <summary>What was last acknowledged on <see cref="link"/>.</summary>
    Acknowledgement acknowledged;
    int ticksSinceHeard;
    int ticksSincePosted;
    int ticksUntilDial;

    internal StandbyCore(NodeIdentity self, bool promotesItself, ProtocolLimits limits, long logBytesMax)
    {
        this.self = self;
        this.limits = limits;
        Progress = new(logBytesMax, duties);
        takeover = new(self, promotesItself, duties);
        looking = new(duties);
    }

    /// <summary>How far this node is with the frames of the active.</summary>
    internal Progress Progress { get; }

    internal string? ActiveNode => welcome?.Node;

    internal bool IsReplacing => snapshot is not null;

    internal int TicksSinceHeard => ticksSinceHeard;

    /// <summary>The active refused this node last time, with this sentence; null if it did not.</summary>
    internal string? Refused { get; private set; }

    /// <summary>How the surroundings of this node differ from those of the active it follows, or followed last.</summary>
    internal IReadOnlyList<string> Differences { get; private set; } = [];

    internal bool IsTakingOver => takeover.Begun;

    /// <summary>Takes one input. The duties are valid until the next step.</summary>
    internal IReadOnlyList<Duty> Step(in StandbyInput input)
    {
        duties.Clear();
        switch (input.Kind)
        {
            case StandbyInputKind.Tick: OnTick(); break;
            case StandbyInputKind.LinkUp: OnLinkUp(input.Link); break;
            case StandbyInputKind.DialFailed: OnDialFailed(); break;
            case StandbyInputKind.LinkLost: OnLinkLost(input.Link, (string)input.What!); break;
            case StandbyInputKind.WelcomeArrived: OnWelcome(input.Link, (Welcome)input.What!); break;
            case StandbyInputKind.RefusalArrived: OnRefusal(input.Link, (Refusal)input.What!); break;
            case StandbyInputKind.FrameArrived: OnFrame(input.Link, input.Header, input.Bytes, input.Flag); break;
            case StandbyInputKind.HeartbeatArrived: OnHeartbeat(input.Link, input.Heartbeat); break;
            case StandbyInputKind.LinkDrained: OnDrained(input.Link); break;
            case StandbyInputKind.Applied: OnApplied(input.Generation, input.Sequence); break;
            case StandbyInputKind.ApplyFailed: OnApplyFailed(input.Sequence, (string)input.What!); break;
            case StandbyInputKind.TraceRequestArrived: OnTraceRequest(input.Link, (TraceRequest)input.What!); break;
            case StandbyInputKind.TraceEnded: OnTraceEnded(input.Generation, (List<IdRun>)input.What!, input.Sequence); break;
            case StandbyInputKind.LeaseSeen: takeover.OnLeaseSeen((LeaseRecord?)input.What, Holding, link is not null); break;
            case StandbyInputKind.LeaseAcquired: takeover.OnLeaseAcquired((LeaseRecord?)input.What, Holding, input.Header.Position, input.Faults!); break;
            case StandbyInputKind.LeaseDenied: takeover.OnLeaseDenied((string)input.What!); break;
            case StandbyInputKind.RecordWritten: OnRecordWritten((LeaseRecord)input.What!); break;
            case StandbyInputKind.RecordUnknown: takeover.OnRecordUnknown((string)input.What!); break;
            case StandbyInputKind.PromoteRequested: takeover.OnPromoteRequested(input.Link, input.Flag, Holding, ActiveNode); break;
            default: throw new UnreachableException($"unknown input {input}");
        }
        if (takeover.Begun)
            EndFollowing();
        return duties;
    }

    /// <summary>Who reigns follows nobody.</summary>
    void EndFollowing()
    {
        if (link is { } left)
            duties.Add(Duty.Close(left, null));
        looking.Stop();
        (link, welcome, snapshot) = (null, null, null);
    }

    /// <summary>What this node could take over with.</summary>
    Holding Holding => new(Progress.Position, Progress.Broken);

    void OnTick()
    {
        ticksSinceHeard++;
        if (takeover.Begun)
            return;
        if (link is null)
        {
            Look();
            return;
        }
        if (ticksSinceHeard >= limits.TimeoutTicks)
        {
            var silent = link.Value;
            duties.Add(Duty.Close(silent, null));
            OnLinkLost(silent, $"nothing was heard for {limits.TimeoutTicks} ticks");
        }
        else if (welcome is not null)
        {
            ConsiderApplying();
            SendAcknowledgement();
            if (++ticksSincePosted < limits.HeartbeatTicks)
                return;
            ticksSincePosted = 0;
            duties.Add(Duty.SendHeartbeat(link.Value, new(welcome.Position.Epoch.Value, Progress.Stable)));
        }
    }

    /// <summary>Without an active: see whether the lease is free, and look for who holds it.</summary>
    void Look()
    {
        takeover.Look();
        if (isDialing || --ticksUntilDial > 0 || Progress.Broken is not null)
            return;
        isDialing = true;
        duties.Add(Duty.Of(DutyKind.Dial));
    }

    void OnDialFailed()
    {
        isDialing = false;
        ticksUntilDial = limits.HeartbeatTicks;
        takeover.OnActiveNotFound();
    }

    void OnLinkUp(LinkId made)
    {
        isDialing = false;
        if (takeover.Begun)
        {
            duties.Add(Duty.Close(made, null));
            return;
        }
        looking.Stop();
        (link, welcome, snapshot, ticksSinceHeard, ticksSincePosted, acknowledged) = (made, null, null, 0, 0, default);
        duties.Add(Duty.Send(made, new Hello
        {
            Protocol = MessageContracts.ProtocolVersion,
            Cluster = self.Cluster,
            Node = self.Node,
            Incarnation = self.Incarnation,
            Position = Progress.Position,
            Applied = Progress.Applying,
            Types = [.. self.Types],
            Known = [.. self.Known],
            Environment = self.Environment,
        }));
    }

    void OnLinkLost(LinkId lost, string why)
    {
        if (link != lost)
            return;
        if (welcome is not null)
            duties.Add(Duty.Log($"{self.Node} lost the active {welcome.Node} ({why}). It holds {Progress.Position}, of which {Math.Max(0, Progress.Position.Sequence - Progress.Applied)} frames are not applied yet, and looks for who is active."));
        (link, welcome, snapshot, ticksUntilDial) = (null, null, null, 0);
        if (!takeover.Begun)
            Look();
    }

    void OnWelcome(LinkId from, Welcome arrived)
    {
        if (link != from || welcome is not null)
            return;
        ticksSinceHeard = 0;
        if (HelloCheck.CheckProtocol(self.Node, arrived.Node, arrived.Protocol) is { } unknown)
        {
            Leave(unknown);
            return;
        }
        Refused = null;
        NoteDifferences(arrived);
        if (arrived.Snapshot)
            AwaitSnapshot(arrived);
        else
            Continue(arrived);
    }

    void NoteDifferences(Welcome arrived)
    {
        var before = Differences;
        Differences = EnvironmentCheck.Differences(arrived.Node, arrived.Environment, self.Node, self.Environment);
        foreach (string difference in Differences.Except(before))
            duties.Add(Duty.Log($"{self.Node} warns: {difference}."));
    }

    void AwaitSnapshot(Welcome arrived)
    {
        (welcome, snapshot) = (arrived, new());
        duties.Add(Duty.Log($"{self.Node} follows {arrived.Node} in epoch {arrived.Position.Epoch}. It holds {Progress.Position}; a snapshot of the whole state follows."));
    }

    /// <summary>Goes on from <see cref="Welcome.From"/>; what lies beyond it belongs to no history that counts and was never applied.</summary>
    void Continue(Welcome arrived)
    {
        var (from, position) = (arrived.From, Progress.Position);
        if (from.Reign != position.Reign || from.Sequence > position.Sequence || from.Sequence < Progress.Applying)
        {
            Leave(HelloCheck.Refuse(RefusalReason.Damaged, $"{arrived.Node} would go on from {from}, {self.Node} holds {position} and has applied {Progress.Applying}."));
            return;
        }
        welcome = arrived;
        long dropped = position.Sequence - from.Sequence;
        Progress.DropAfter(from);
        duties.Add(Duty.Log($"{self.Node} follows {arrived.Node} in epoch {arrived.Position.Epoch} from {from}{(dropped > 0 ? $"; {dropped} frames beyond the fork are dropped" : "")}."));
        if (arrived.Position.Reign != from.Reign)
            Progress.EnterReign(arrived.Position);
        Progress.NoteStable(arrived.Stable);
    }

    void OnRefusal(LinkId from, Refusal refusal)
    {
        if (link != from)
            return;
        (link, welcome, snapshot) = (null, null, null);
        duties.Add(Duty.Close(from, null));
        if (refusal.Reason is RefusalReason.NotActive)
        {
            OnDialFailed();
            return;
        }
        bool news = Refused != refusal.Text;
        Refused = refusal.Text;
        ticksUntilDial = refusal.Reason is RefusalReason.Stopping ? 0 : limits.RetryTicks;
        if (news)
            duties.Add(Duty.Log($"{self.Node} is refused ({refusal.Reason}): {refusal.Text}"));
        if (Progress.Position.Epoch.Value == 0 && refusal.Reason is RefusalReason.Protocol or RefusalReason.Cluster or RefusalReason.Shape or RefusalReason.Environment)
            duties.Add(Duty.GiveUp(refusal.Text));
    }

    /// <summary>Ends the connection for a reason that will not go away at once.</summary>
    void Leave(Refusal refusal)
    {
        duties.Add(Duty.Log($"{self.Node} leaves ({refusal.Reason}): {refusal.Text}"));
        duties.Add(Duty.Close(link!.Value, refusal));
        (link, welcome, snapshot) = (null, null, null);
        (Refused, ticksUntilDial) = (refusal.Text, limits.RetryTicks);
    }

    void OnFrame(LinkId from, FrameHeader header, ReadOnlyMemory<byte> bytes, bool lasts)
    {
        if (link != from)
            return;
        ticksSinceHeard = 0;
        if (FrameCheck.Check(self, header, welcome, Progress.Position, snapshot) is { } refusal)
            Leave(refusal);
        else if (header.IsSlice)
            snapshot!.Add(header, bytes, lasts);
        else if (snapshot is not null)
            CompleteSnapshot(snapshot, header.Position, bytes, lasts);
        else
            Append(header.Position, bytes, lasts);
    }

    /// <summary>
    /// The first frame after the last slice makes the slices a state: a store that raced the snapshot can be in a slice before it is in a
    /// frame. Until now the node held its old state, with which it could have taken over.
    /// </summary>
    void CompleteSnapshot(IncomingSnapshot whole, Position at, ReadOnlyMemory<byte> bytes, bool lasts)
    {
        snapshot = null;
        duties.Add(Duty.Log($"{self.Node} has the whole state after sequence {whole.Sequence} of epoch {at.Epoch}, in {whole.Slices.Count} slices, and the first frame after it."));
        Progress.Replace(whole, at, bytes, lasts, welcome!.Stable);
    }

    void Append(Position at, ReadOnlyMemory<byte> bytes, bool lasts)
    {
        Progress.Append(at, bytes, lasts);
        if (Progress.IsWorthApplying)
            ConsiderApplying();
    }

    void OnHeartbeat(LinkId from, Heartbeat heartbeat)
    {
        if (link != from)
            return;
        ticksSinceHeard = 0;
        if (welcome is not null && heartbeat.Epoch == welcome.Position.Epoch.Value && snapshot is null)
            Progress.NoteStable(heartbeat.Stable);
    }

    void OnTraceRequest(LinkId from, TraceRequest request)
    {
        if (link != from)
            return;
        ticksSinceHeard = 0;
        if (welcome is not null && snapshot is null)
            looking.OnRequest(request, Progress.Applied);
    }

    void OnTraceEnded(long trace, List<IdRun> unreachable, long live)
    {
        if (link is { } to && welcome is not null)
            looking.OnEnded(to, trace, unreachable, live);
    }

    void ConsiderApplying()
    {
        if (!takeover.Begun)
            Progress.ApplyStable();
    }

    void OnApplied(long ofGeneration, long sequence)
    {
        if (Progress.OnApplied(ofGeneration, sequence))
            looking.OnApplied(Progress.Applied);
        if (takeover.Begun)
        {
            CompleteTakeover();
            return;
        }
        if (Progress.IsIdle || Progress.IsWorthApplying)
            ConsiderApplying();
        if (Progress.Applied >= Progress.Position.Sequence)
            SendAcknowledgement();
    }

    void OnApplyFailed(long sequence, string why)
    {
        Progress.OnApplyFailed(sequence, why);
        duties.Add(Duty.Log($"{self.Node} cannot apply frame {sequence} of epoch {Progress.Position.Epoch}: {why} Its state stays at sequence {Progress.Applied}; it does not take over, and must be restarted to follow anew."));
        if (takeover.Begun)
            takeover.Abandon(Progress.Broken!);
        else if (link is not null)
            Leave(HelloCheck.Refuse(RefusalReason.Shape, $"{self.Node} cannot apply frame {sequence}: {why}"));
    }

    /// <summary>The node reigns by the record; everything it holds becomes the state, acknowledged or not.</summary>
    void OnRecordWritten(LeaseRecord record)
    {
        takeover.OnRecordWritten(record);
        if (Progress.Broken is null)
            Progress.ApplyAll();
        CompleteTakeover();
    }

    void CompleteTakeover()
    {
        if (Progress.IsSettled && Progress.Broken is null)
            takeover.Complete(Progress.Position);
    }

    void OnDrained(LinkId from)
    {
        if (link != from)
            return;
        SendAcknowledgement();
        if (Progress.IsIdle)
            ConsiderApplying();
    }

    void SendAcknowledgement()
    {
        if (link is not { } to || welcome is null || snapshot is not null)
            return;
        var next = new Acknowledgement(Progress.Position.Epoch.Value, Progress.Position.Sequence, Progress.Applied);
        if (next == acknowledged)
            return;
        (acknowledged, ticksSincePosted) = (next, 0);
        duties.Add(Duty.SendAcknowledgement(to, next));
    }
}
