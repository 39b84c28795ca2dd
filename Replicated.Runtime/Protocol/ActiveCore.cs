using System.Diagnostics;
using Replicated.Frames;
using Replicated.Log;

namespace Replicated.Protocol;

/// <summary>
/// The active's side of the protocol. What happens goes in by <see cref="Step"/>, what is to be done comes out in order. Reads no clock,
/// owns no socket, takes no lock: the shell steps it by one thread at a time.
/// </summary>
internal sealed class ActiveCore
{
    readonly NodeIdentity self;
    readonly Reigning reigning;
    readonly ProtocolLimits limits;
    readonly List<Duty> duties = [];
    readonly List<Follower> followers = [];
    readonly InSyncSet inSync = new();
    readonly Acknowledgements acknowledgements;
    readonly FrameSender sender;
    readonly Membership members;
    readonly Resumption resumption;
    readonly Collecting collecting;

    /// <summary>The last frame captured.</summary>
    long captured;

    /// <summary>Why this node may acknowledge nothing more; null while it reigns.</summary>
    string? deposed;
    bool stopping;

    internal ActiveCore(NodeIdentity self, Reigning reigning, FrameLog log, ProtocolLimits limits)
    {
        this.self = self;
        this.reigning = reigning;
        this.limits = limits;
        Log = log;
        log.Restart(reigning.Start);
        acknowledgements = new(inSync, followers, duties);
        sender = new(reigning.Start.Epoch, log, limits, followers, acknowledgements, duties);
        members = new(self, reigning.Record, limits, inSync, followers, acknowledgements, duties);
        resumption = new(reigning, log);
        collecting = new(limits, followers, members, duties);
    }

    /// <summary>The frames of this reign that standbys may still ask for.</summary>
    internal FrameLog Log { get; }

    /// <summary>The lease record as last confirmed.</summary>
    internal LeaseRecord Record => members.Record;

    internal IReadOnlyList<Follower> Followers => followers;

    internal Position Position => reigning.Start with { Sequence = captured };

    internal long Stable => acknowledgements.Stable;

    internal bool IsDeposed => deposed is not null;

    /// <summary>Whether a commit can reach more than <see cref="CommitLevel.Local"/> now.</summary>
    internal bool HasInSyncStandby => followers.Exists(IsMember);

    /// <summary>The log is full of frames that a connected standby has not been sent: captures should wait.</summary>
    internal bool MustWait => Log.IsFull && sender.FindSlow() is not null;

    internal bool IsMember(Follower follower) => members.IsMember(follower);

    /// <summary>Takes one input. The duties are valid until the next step.</summary>
    internal IReadOnlyList<Duty> Step(in ActiveInput input)
    {
        duties.Clear();
        sender.BeginStep();
        switch (input.Kind)
        {
            case ActiveInputKind.Tick: OnTick(); break;
            case ActiveInputKind.HelloArrived: OnHello(input.Link, (Hello)input.What!, input.Orders!); break;
            case ActiveInputKind.FrameCaptured: OnFrameCaptured((Frame)input.What!); break;
            case ActiveInputKind.AcknowledgementArrived: OnAcknowledgement(input.Link, input.Numbers); break;
            case ActiveInputKind.HeartbeatArrived: Heard(input.Link); break;
            case ActiveInputKind.LinkLost: OnLinkLost(input.Link, (string)input.What!); break;
            case ActiveInputKind.LinkFlushed: OnLinkFlushed(input.Link); break;
            case ActiveInputKind.SnapshotTaken: OnSnapshotTaken(input.Link, (IReadOnlyList<Frame>)input.What!); break;
            case ActiveInputKind.SnapshotFailed: OnSnapshotFailed(input.Link, (string)input.What!); break;
            case ActiveInputKind.RecordWritten: OnRecordWritten((LeaseRecord)input.What!); break;
            case ActiveInputKind.RecordUnknown: members.OnUnknown((string)input.What!); break;
            case ActiveInputKind.LeaseLost: Depose((string)input.What!); break;
            case ActiveInputKind.AppliedAwaited: OnAppliedAwaited(input.Numbers.Applied); break;
            case ActiveInputKind.TraceBegun: collecting.OnBegun(input.Link, input.Numbers.Received); break;
            case ActiveInputKind.UnreachableArrived: OnUnreachable(input.Link, (Unreachable)input.What!); break;
            case ActiveInputKind.TraceJudged: collecting.OnJudged(input.Link, (List<IdRun>)input.What!, input.Numbers.Received); break;
            case ActiveInputKind.TraceFailed: collecting.OnFailed(input.Link); break;
            case ActiveInputKind.UnreachableRemoved: collecting.OnRemoved(); break;
            case ActiveInputKind.LogOverrun: OnLogOverrun(); break;
            case ActiveInputKind.Stopping: OnStopping(); break;
            default: throw new UnreachableException($"unknown input {input}");
        }
        return duties;
    }

    void OnTick()
    {
        for (int i = followers.Count - 1; i >= 0; i--)
        {
            var follower = followers[i];
            if (++follower.TicksSinceHeard >= limits.TimeoutTicks)
            {
                duties.Add(Duty.Close(follower.Link, null));
                Lose(follower, $"nothing was heard from it for {limits.TimeoutTicks} ticks");
            }
            else if (++follower.TicksSincePosted >= limits.HeartbeatTicks || sender.NeedsStable(follower))
            {
                sender.SendHeartbeat(follower);
            }
        }
        members.Tick();
        collecting.Tick();
    }

    void OnHello(LinkId link, Hello hello, IReadOnlyList<TextOrder> orders)
    {
        if (deposed is not null)
            Refuse(link, HelloCheck.Refuse(RefusalReason.Deposed, $"{self.Node} is not active any more: {deposed}"));
        else if (stopping)
            Refuse(link, HelloCheck.Refuse(RefusalReason.Stopping, $"{self.Node} is stopping."));
        else if (HelloCheck.Check(self, hello, orders) is { } refusal)
            Refuse(link, refusal, hello);
        else if (PositionCheck.Check(self, Position, hello) is { } unfit)
            RefuseUnfit(link, unfit, hello);
        else
            Accept(link, hello);
    }

    /// <summary>The standby has what this node has not: it is never overwritten, and a newer epoch means that another node reigns.</summary>
    void RefuseUnfit(LinkId link, Refusal unfit, Hello hello)
    {
        Refuse(link, unfit, hello);
        if (unfit.Reason == RefusalReason.Newer && hello.Position.Epoch > reigning.Start.Epoch)
            Depose($"{hello.Node} follows epoch {hello.Position.Epoch}, which began after this node's epoch {reigning.Start.Epoch}");
    }

    void Refuse(LinkId link, Refusal refusal, Hello? hello = null)
    {
        if (hello is not null)
            duties.Add(Duty.Log($"{self.Node} refuses standby {hello.Node} ({refusal.Reason}): {refusal.Text} Nothing was changed on either side."));
        duties.Add(Duty.Close(link, refusal));
    }

    void Accept(LinkId link, Hello hello)
    {
        if (followers.Find(known => known.Incarnation == hello.Incarnation) is { } before)
        {
            duties.Add(Duty.Close(before.Link, null));
            Lose(before, "it connected anew");
        }
        var follower = new Follower(link, hello.Node, hello.Incarnation) { EligibleFrom = captured };
        followers.Add(follower);
        bool resumes = resumption.TryFind(hello.Position, hello.Applied, out var from);
        duties.Add(Duty.Send(link, new Welcome
        {
            Protocol = MessageContracts.ProtocolVersion,
            Node = self.Node,
            Incarnation = self.Incarnation,
            Position = Position,
            Snapshot = !resumes,
            From = from,
            Stable = Stable,
            Environment = self.Environment,
        }));
        follower.Announced = Stable;
        if (resumes)
            Resume(follower, from);
        else
            BeginSnapshot(follower, hello.Position);
    }

    void Resume(Follower follower, Position from)
    {
        follower.Next = resumption.SequenceHere(from) + 1;
        follower.Received = resumption.SequenceHere(from);
        // What it has applied it says in its next acknowledgement.
        duties.Add(Duty.Log($"{follower.Node} follows {self.Node} in epoch {reigning.Start.Epoch} from {from}: {captured - follower.Received} frames are missing and sent from the log."));
        sender.Pump(follower);
        NoteProgress(follower);
    }

    void BeginSnapshot(Follower follower, Position held)
    {
        follower.AwaitsSnapshot = true;
        duties.Add(Duty.Log($"{follower.Node} follows {self.Node} in epoch {reigning.Start.Epoch}; it holds {held}, so the whole state is sent after sequence {captured}."));
        duties.Add(Duty.TakeSnapshot(follower.Link));
    }

    void OnSnapshotTaken(LinkId link, IReadOnlyList<Frame> slices)
    {
        if (Find(link) is not { AwaitsSnapshot: true } follower)
            return;
        long sequence = slices[0].Position.Sequence;
        follower.AwaitsSnapshot = false;
        follower.Slices = new(slices);
        follower.Next = sequence + 1;
        // A store that races the snapshot can be in a slice before it is in a frame: only the next frame makes the slices a state.
        follower.EligibleFrom = sequence + 1;
        sender.Pump(follower);
        if (captured == sequence)
            duties.Add(Duty.Of(DutyKind.Capture));
    }

    void OnSnapshotFailed(LinkId link, string why)
    {
        if (Find(link) is not { } follower)
            return;
        Refuse(link, HelloCheck.Refuse(RefusalReason.Unknown, $"{self.Node} cannot take a snapshot: {why}"));
        Lose(follower, $"the snapshot for it failed: {why}");
    }

    void OnFrameCaptured(Frame frame)
    {
        captured = frame.Position.Sequence;
        Log.Append(frame.Bytes, lasts: true);
        acknowledgements.OnCaptured(captured);
        foreach (var follower in followers)
            sender.Pump(follower);
        sender.TrimLog();
        collecting.OnCaptured(frame.Churn);
    }

    void OnUnreachable(LinkId link, Unreachable answer)
    {
        if (Find(link) is not { } follower)
            return;
        follower.TicksSinceHeard = 0;
        if (collecting.OnUnreachable(link, answer) is not { } fault)
            return;
        Refuse(link, HelloCheck.Refuse(RefusalReason.Damaged, $"{follower.Node}: {fault}."));
        Lose(follower, fault);
    }

    void OnLinkFlushed(LinkId link)
    {
        if (Find(link) is not { } follower)
            return;
        follower.UnsentBytes = 0;
        if (follower.IsStreaming)
            follower.Sent = follower.Next - 1;
        sender.Pump(follower);
        Acknowledge();
        sender.TrimLog();
    }

    void OnAcknowledgement(LinkId link, Acknowledgement numbers)
    {
        if (Find(link) is not { } follower)
            return;
        follower.TicksSinceHeard = 0;
        if (numbers.Epoch != reigning.Start.Epoch.Value || numbers.Applied > numbers.Received || numbers.Received >= Math.Max(follower.Next, 1))
        {
            string text = $"{follower.Node} acknowledges {numbers}, and was sent frames up to {follower.Next - 1} of epoch {reigning.Start.Epoch}.";
            Refuse(link, HelloCheck.Refuse(RefusalReason.Damaged, text));
            Lose(follower, text);
            return;
        }
        follower.Received = Math.Max(follower.Received, numbers.Received);
        follower.Applied = Math.Max(follower.Applied, numbers.Applied);
        NoteProgress(follower);
    }

    void NoteProgress(Follower follower)
    {
        inSync.Note(follower.Incarnation, follower.Received, follower.Applied);
        Acknowledge();
        ConsiderMembers();
        sender.AnnounceWhereAwaited();
    }

    /// <summary>Who is deposed tells commits nothing.</summary>
    void Acknowledge()
    {
        if (deposed is null)
            acknowledgements.Update(captured);
    }

    void OnAppliedAwaited(long sequence)
    {
        acknowledgements.AwaitApplied(sequence);
        sender.AnnounceWhereAwaited();
    }

    /// <summary>Who leaves changes the set no more.</summary>
    void ConsiderMembers()
    {
        if (deposed is null && !stopping)
            members.Consider();
    }

    void OnRecordWritten(LeaseRecord record)
    {
        var before = members.Confirm(record);
        if (deposed is not null)
            return;
        members.TellChanges(before);
        Acknowledge();
        ConsiderMembers();
        sender.AnnounceWhereAwaited();
    }

    void OnLinkLost(LinkId link, string why)
    {
        if (Find(link) is { } follower)
            Lose(follower, why);
    }

    void Lose(Follower follower, string why)
    {
        followers.Remove(follower);
        collecting.OnLost(follower.Link);
        string follows = inSync.Requires(follower.Incarnation)
            ? "It stays in the in-sync set: commits reach Local only until it returns or another standby has caught up."
            : "It was not in the in-sync set: commits do not wait for it.";
        duties.Add(Duty.Log($"Standby {follower.Node} is lost at sequence {follower.Received} of epoch {reigning.Start.Epoch} ({why}). {follows}"));
    }

    void Depose(string why)
    {
        if (deposed is not null)
            return;
        deposed = why;
        foreach (var follower in followers)
            duties.Add(Duty.Close(follower.Link, HelloCheck.Refuse(RefusalReason.Deposed, $"{self.Node} is not active any more: {why}.")));
        followers.Clear();
        duties.Add(Duty.Log($"{self.Node} is deposed in epoch {reigning.Start.Epoch} at sequence {captured}: {why}. It acknowledges nothing more and ends."));
        duties.Add(Duty.StepDown(why));
    }

    /// <summary>With nobody to take over the history ends here, and the next start begins a new one.</summary>
    void OnStopping()
    {
        stopping = true;
        if (deposed is null && inSync.IsEmpty && !Record.Ended)
            duties.Add(Duty.WriteRecord(Record with { Members = [], Ended = true }));
        foreach (var follower in followers)
            duties.Add(Duty.Close(follower.Link, HelloCheck.Refuse(RefusalReason.Stopping, $"{self.Node} stops; its lease is free.")));
        followers.Clear();
    }

    /// <summary>Memory is bounded: who does not keep up has to start again, with a snapshot.</summary>
    void OnLogOverrun()
    {
        while (Log.IsFull && sender.FindSlow() is { } slow)
        {
            duties.Add(Duty.Close(slow.Link, HelloCheck.Refuse(RefusalReason.Unknown, $"{slow.Node} is {captured - slow.Next + 1} frames behind and the log of {self.Node} is full.")));
            Lose(slow, $"it is {captured - slow.Next + 1} frames behind and the log is full");
            sender.TrimLog();
        }
    }

    void Heard(LinkId link)
    {
        if (Find(link) is { } follower)
            follower.TicksSinceHeard = 0;
    }

    Follower? Find(LinkId link)
    {
        foreach (var follower in followers)
        {
            if (follower.Link == link)
                return follower;
        }
        return null;
    }
}
