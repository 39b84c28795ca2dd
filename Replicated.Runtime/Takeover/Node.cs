using Replicated.Frames;
using Replicated.Links;
using Replicated.Log;
using Replicated.Protocol;

namespace Replicated.Takeover;

/// <summary>
/// One process of a cluster: the shell around the cores. Whatever happens becomes an input; the duties that come back are carried out in
/// their order, under one lock; what may block, sends or calls foreign code is done after it is released, or by a thread of its own.
/// </summary>
internal sealed class Node : IDisposable
{
    readonly NodeSetup setup;
    readonly NodeIdentity self;
    readonly ProtocolLimits limits;
    readonly Lock gate = new();
    readonly CommitWaiters waiters;
    readonly LinkTable links;
    readonly CaptureWork captures;
    readonly GarbageWork garbage;
    readonly LeaseWork lease;
    readonly Dialer dialer;
    readonly ApplyThread applier;

    /// <summary>The lease store, captures for standbys: in order, and each may block.</summary>
    readonly WorkThread work = new("replicated: work");
    readonly TaskCompletionSource<Reigning> activated = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What duties want done after the lock is released.</summary>
    readonly Afterwards afterwards;

    /// <summary>Not null until this node is active.</summary>
    StandbyCore? standby;

    /// <summary>Not null from then on.</summary>
    volatile ActiveCore? active;

    StreamRecorder? recorder;
    volatile string? ended;
    volatile bool stopping;

    Node(NodeSetup setup)
    {
        var options = setup.Options;
        this.setup = setup;
        Address = setup.Listener?.LocalEndPoint is System.Net.IPEndPoint bound
            ? Address.Parse(options.Listen) with { Port = bound.Port }
            : Address.Parse(options.Listen);
        self = new(options.Cluster, options.Node, new(Guid.NewGuid()), Address.ToString(), setup.State.Types) { Known = setup.State.Known, Environment = setup.Environment };
        limits = NodeClock.Limits(options);
        waiters = new(setup.Time);
        afterwards = new(gate);
        links = new(this);
        captures = new(this, setup, work);
        garbage = new(this, setup, work, captures);
        lease = new(this, setup.Lease, work);
        dialer = new(this, setup, links);
        standby = new(self, promotesItself: setup.Lease is not NoLeaseStore, limits, options.LogBytesMax);
        applier = new(this, setup.State);
    }

    /// <summary>Where others reach this node, the port as chosen.</summary>
    internal Address Address { get; }

    internal Incarnation Incarnation => self.Incarnation;

    /// <summary>Ends when this node is active.</summary>
    internal Task<Reigning> Activated => activated.Task;

    internal long Epoch => active?.Position.Epoch.Value ?? 0;

    internal string Name => self.Node;

    internal bool IsActive => active is not null;

    /// <summary>Where the active is. Only for an active.</summary>
    internal Position Position => active!.Position;

    internal bool IsStopping => stopping;

    /// <summary>Why this node is not ready to go on with what was applied.</summary>
    internal IReadOnlyList<string> Faults => setup.State.Faults;

    /// <summary>The orders of texts that attached collections have.</summary>
    internal IReadOnlyList<TextOrder> Orders => setup.State.Orders;

    /// <summary>This node has ended its part, whatever the reason.</summary>
    internal bool HasEnded => ended is not null;

    /// <summary>Begins to take part in the cluster.</summary>
    /// <exception cref="IOException">The lease store cannot be read.</exception>
    internal static Node Start(NodeSetup setup)
    {
        _ = setup.Lease.Read();
        var node = new Node(setup);
        if (setup.Options.RecordStreamTo is { } path)
            node.recorder = new(path, why => node.work.Post(() => setup.Log($"{node.self} records no more of what it sends to {path}: {why}")));
        setup.Log($"{node.self} of cluster {setup.Options.Cluster} listens on {node.Address}; lease {setup.Lease.Name}.");
        if (setup.Listener is { } listener)
            new Acceptor(node, setup, listener).Start();
        new NodeClock(node).Start();
        return node;
    }

    /// <summary>Waits until this node is active.</summary>
    /// <exception cref="ReplicationException">It cannot take part.</exception>
    internal Reigning WaitUntilActive(CancellationToken cancellationToken = default)
        => activated.Task.WaitAsync(cancellationToken).GetAwaiter().GetResult();

    /// <summary>Captures what the caller changed; the level is Local.</summary>
    internal CommitResult Commit()
    {
        long sequence = Capture();
        return new(CommitLevel.Local, waiters.Epoch, sequence);
    }

    /// <summary>Captures what the caller changed, before it returns, and waits for the level.</summary>
    internal ValueTask<CommitResult> CommitAsync(CommitLevel level, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var wait = timeout ?? setup.Options.CommitTimeout;
        long sequence = Capture();
        if (level == CommitLevel.Applied)
            Step(ActiveInput.AppliedAwaited(sequence));
        return level == CommitLevel.Local
            ? new(new CommitResult(CommitLevel.Local, waiters.Epoch, sequence))
            : waiters.Wait(sequence, level, wait, cancellationToken);
    }

    /// <summary>Does something with the state of the active that no capture may overlap.</summary>
    internal T Exclusively<T>(Func<T> work)
        => active is not null
            ? captures.Exclusively(work)
            : throw new ReplicationException($"{self.Node} is a standby: its state is that of the active and is not used here. Ask for roots after Replication.Start() has returned.");

    /// <summary>Acknowledges nothing more: the lease is lost, or the service died.</summary>
    internal void StopAcknowledging(string why) => Step(ActiveInput.LeaseLost(why));

    /// <summary>The last commit, waited for where a standby is there, then the lease is given back.</summary>
    internal async Task StopAsync(TimeSpan timeout)
    {
        if (stopping)
            return;
        long sequence = active is null || ended is not null ? 0 : CaptureLast();
        if (sequence > 0 && HasInSyncStandby())
            await waiters.Wait(sequence, CommitLevel.Received, timeout, CancellationToken.None).ConfigureAwait(false);
        stopping = true;
        setup.Log($"{self.Node} stops at sequence {sequence} of epoch {Epoch} and gives its lease back.");
        Step(ActiveInput.Stopping);
        await Task.WhenAny(lease.ReleaseAsync(), Task.Delay(timeout, setup.Time)).ConfigureAwait(false);
        Dispose();
    }

    public void Dispose()
    {
        ended ??= "the node stopped";
        stopping = true;
        setup.Listener?.Dispose();
        links.Close(HelloCheck.Refuse(RefusalReason.Stopping, $"{self.Node} stopped."), "the node stopped");
        work.Dispose();
        dialer.Dispose();
        applier.Dispose();
        waiters.End();
        recorder?.Dispose();
        activated.TrySetException(new ReplicationException($"{self.Node} was stopped before it was active."));
    }

    /// <summary>Takes a connection that another node or the command line made.</summary>
    internal void Accept(ILink link) => links.Add(link).Link.Flush();

    /// <summary>What the command line shows.</summary>
    internal StatusReply Status()
    {
        lock (gate)
            return active is { } reigning ? NodeReport.Of(self, reigning, links.Links, setup.Lease.Name, stopping) : NodeReport.Of(self, standby!, setup.State.Faults, setup.Lease.Name, stopping);
    }

    internal void Step(in StandbyInput input)
    {
        lock (gate)
        {
            if (standby is { } core)
                CarryOut(core.Step(input));
        }
        Finish();
    }

    internal void Step(in ActiveInput input)
    {
        StepOnly(input);
        Finish();
    }

    internal void OnFlushed(NodeLink link)
    {
        lock (gate)
        {
            // Posting happens under the lock: nothing unsent here means that everything posted is with the network.
            if (active is null || link.Link.UnsentBytes != 0)
                return;
            StepOnly(ActiveInput.LinkFlushed(link.Id));
        }
        Finish();
    }

    internal void OnClosed(NodeLink link, string why)
    {
        links.Remove(link);
        if (active is not null)
            Step(ActiveInput.LinkLost(link.Id, why));
        else
            Step(StandbyInput.LinkLost(link.Id, why));
    }

    /// <summary>Frames of a log for the thread that applies. Their memory stays until the core knows that they are applied.</summary>
    internal int TakeFrames(FrameLog from, long first, long upTo, Frame?[] into)
    {
        lock (gate)
        {
            int count = (int)Math.Min(into.Length, upTo - first + 1);
            for (int i = 0; i < count; i++)
                into[i] = new(from.Origin with { Sequence = first + i }, from.Get(first + i));
            return count;
        }
    }

    /// <summary>One turn of the clock.</summary>
    internal void Tick()
    {
        waiters.Expire();
        links.CloseUnknown(limits.TimeoutTicks);
        if (active is not null)
            Step(ActiveInput.Tick);
        else
            Step(StandbyInput.Tick);
    }

    /// <summary>A step whose messages are flushed later, with <see cref="Finish"/>.</summary>
    internal void StepOnly(in ActiveInput input)
    {
        lock (gate)
        {
            if (active is { } core)
                CarryOut(core.Step(input));
        }
    }

    /// <summary>Sends what was posted and does what could not be done under the lock.</summary>
    internal void Finish()
    {
        links.Flush();
        afterwards.Run();
    }

    /// <summary>Whether the active may capture now. Only for an active.</summary>
    internal bool HasRoomInLog()
    {
        lock (gate)
            return !active!.MustWait;
    }

    void CarryOut(IReadOnlyList<Duty> duties)
    {
        // By index: a list seen through its interface would allocate an enumerator per step.
        for (int i = 0; i < duties.Count; i++)
            CarryOut(duties[i]);
    }

    /// <remarks>No lambda here: it would cost an allocation for every duty.</remarks>
    void CarryOut(in Duty duty)
    {
        switch (duty.Kind)
        {
            case DutyKind.Send: PostMessage(duty); break;
            case DutyKind.SendFrame: links.Find(duty.Link)?.Link.PostLasting(MessageKind.Frame, active!.Log.Get(duty.First)); break;
            case DutyKind.SendSlice: links.Find(duty.Link)?.Link.PostLasting(MessageKind.Frame, ((Frame)duty.What!).Bytes); break;
            case DutyKind.SendHeartbeat: if (links.Find(duty.Link) is { } beaten) DutyWriter.PostHeartbeat(beaten.Link, duty); break;
            case DutyKind.SendAcknowledgement: if (links.Find(duty.Link) is { } told) DutyWriter.PostAcknowledgement(told.Link, duty); break;
            case DutyKind.Close: CloseLater(duty.Link, (Refusal?)duty.What); break;
            case DutyKind.Log: LogLater((string)duty.What!); break;
            case DutyKind.WriteRecord: lease.WriteLater((LeaseRecord)duty.What!); break;
            case DutyKind.Acknowledge: waiters.Reach(duty.Level, duty.First); break;
            case DutyKind.TakeSnapshot: captures.SnapshotLater(duty.Link); break;
            case DutyKind.Capture: captures.CaptureLater(); break;
            case DutyKind.BeginTrace: garbage.BeginLater(duty.Link); break;
            case DutyKind.Judge: garbage.JudgeLater(duty.Link, (List<IdRun>)duty.What!); break;
            case DutyKind.EndTrace: garbage.EndLater(); break;
            case DutyKind.RemoveUnreachable: garbage.RemoveLater(); break;
            case DutyKind.Apply or DutyKind.Replace or DutyKind.Trace or DutyKind.StopTrace or DutyKind.RetryFaults: applier.Post(duty); break;
            case DutyKind.Dial: dialer.DialLater(); break;
            case DutyKind.LookAtLease: lease.LookLater(); break;
            case DutyKind.AcquireLease: lease.AcquireLater(asked: duty.First != 0); break;
            case DutyKind.ReleaseLease: lease.ReleaseLater(); break;
            case DutyKind.BecomeActive: BecomeActive((Reigning)duty.What!); break;
            case DutyKind.StepDown: StepDown((string)duty.What!); break;
            case DutyKind.GiveUp: GiveUp((string)duty.What!); break;
            default: throw new System.Diagnostics.UnreachableException($"unknown duty {duty}");
        }
    }

    void PostMessage(in Duty duty)
    {
        if (links.Find(duty.Link) is not { } to)
            return;
        if (duty.What is Welcome)
            to.Link.Recorder = recorder;
        DutyWriter.Post(to.Link, duty.What!);
    }

    void CloseLater(LinkId id, Refusal? refusal)
    {
        if (links.Find(id) is { } link)
            afterwards.Add(() => link.Link.Close(refusal, "this node closed it"));
    }

    void LogLater(string sentence) => afterwards.Add(() => setup.Log(sentence));

    void BecomeActive(Reigning reigning)
    {
        if (stopping)
        {
            LogLater($"{self.Node} stops and does not become active in epoch {reigning.Start.Epoch}: it gives its lease back.");
            lease.ReleaseLater();
            return;
        }
        applier.EndTracing();
        if (setup.State.Faults is { Count: > 0 } faults)
            LogLater($"{self.Node} becomes active although it was not ready: {string.Join("; ", faults)}.");
        setup.State.BecomeActive(reigning.Start.Epoch);
        waiters.Epoch = reigning.Start.Epoch.Value;
        active = new(self, reigning, new FrameLog(setup.Options.LogBytesMax), limits);
        standby = null;
        afterwards.Add(() => activated.TrySetResult(reigning));
    }

    void StepDown(string why)
    {
        ended = why;
        afterwards.Add(() => setup.EndProcess(why));
    }

    void GiveUp(string why)
    {
        ended = why;
        afterwards.Add(() =>
        {
            activated.TrySetException(new ReplicationException(why));
            Dispose();
        });
    }

    long Capture()
    {
        if (stopping || ended is not null)
            throw new ReplicationException($"{self.Node} has ended its part in the cluster ({ended ?? "it stops"}): nothing is committed any more.");
        if (active is null)
            throw new ReplicationException($"{self.Node} is a standby: its state is that of the active and is not committed here. Commit after Replication.Start() has returned.");
        long sequence = captures.Capture();
        Finish();
        return sequence;
    }

    /// <summary>A value that cannot be replicated must not keep the lease from being given back.</summary>
    long CaptureLast()
    {
        try
        {
            return Capture();
        }
        catch (ReplicationException exception)
        {
            setup.Log($"{self.Node} could not capture its last changes, which are lost: {exception.Message}");
            return active!.Position.Sequence;
        }
    }

    bool HasInSyncStandby()
    {
        lock (gate)
            return active is { HasInSyncStandby: true };
    }
}
