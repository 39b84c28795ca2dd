using System.Net.Sockets;
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
    internal const int TickMilliseconds = 5;
    const int SliceBytesMax = 4 << 20;

    readonly NodeSetup setup;
    readonly NodeIdentity self;
    readonly ProtocolLimits limits;
    readonly ILeaseStore lease;
    readonly Lock gate = new();
    readonly CommitWaiters waiters;
    readonly CaptureLine line;
    readonly ActiveFinder finder;
    readonly ApplyThread applier;

    /// <summary>The lease store, captures for standbys: in order, and each may block.</summary>
    readonly WorkThread work = new("replicated: work");
    readonly WorkThread dialer = new("replicated: dial");
    readonly TaskCompletionSource<Reigning> activated = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What duties want done after the lock is released; guarded by it.</summary>
    readonly Queue<Action> afterwards = new();
    volatile bool hasAfterwards;

    /// <summary>All connections. Replaced, never changed; guarded by the lock for writers.</summary>
    volatile NodeLink[] links = [];
    int lastLink;

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
        lease = setup.Lease;
        Address = setup.Listener?.LocalEndPoint is System.Net.IPEndPoint bound
            ? Address.Parse(options.Listen) with { Port = bound.Port }
            : Address.Parse(options.Listen);
        self = new(options.Cluster, options.Node, new(Guid.NewGuid()), Address.ToString(), setup.State.Types);
        limits = Limits(options);
        waiters = new(setup.Time);
        line = new(() => CaptureFrame(evenIfEmpty: false));
        standby = new(self, PromotesItself, limits, options.LogBytesMax);
        finder = new(lease, options.Peers, Address);
        applier = new(this, setup.State);
    }

    /// <summary>Where others reach this node, the port as chosen.</summary>
    internal Address Address { get; }

    internal Incarnation Incarnation => self.Incarnation;

    /// <summary>Ends when this node is active.</summary>
    internal Task<Reigning> Activated => activated.Task;

    internal long Epoch => active?.Position.Epoch.Value ?? 0;

    bool PromotesItself => lease is not NoLeaseStore;

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
            new Thread(() => node.AcceptAll(listener)) { IsBackground = true, Name = "replicated: accept" }.Start();
        new Thread(node.TickUntilEnd) { IsBackground = true, Name = "replicated: tick" }.Start();
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
            ? line.Exclusively(work)
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
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (work.Post(() =>
        {
            lease.Release();
            released.SetResult();
        }))
            await Task.WhenAny(released.Task, Task.Delay(timeout, setup.Time)).ConfigureAwait(false);
        Dispose();
    }

    public void Dispose()
    {
        ended ??= "the node stopped";
        stopping = true;
        setup.Listener?.Dispose();
        foreach (var link in links)
            link.Link.Close(HelloCheck.Refuse(RefusalReason.Stopping, $"{self.Node} stopped."), "the node stopped");
        work.Dispose();
        dialer.Dispose();
        applier.Dispose();
        waiters.End();
        recorder?.Dispose();
        activated.TrySetException(new ReplicationException($"{self.Node} was stopped before it was active."));
    }

    /// <summary>Takes a connection that another node or the command line made.</summary>
    internal void Accept(ILink link) => Add(link).Link.Flush();

    /// <summary>What the command line shows.</summary>
    internal StatusReply Status()
    {
        lock (gate)
            return active is { } reigning ? NodeReport.Of(self, reigning, links, lease.Name, stopping) : NodeReport.Of(self, standby!, lease.Name, stopping);
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

    internal void OnHello(NodeLink from, Hello hello)
    {
        if (active is not null)
            Step(ActiveInput.HelloArrived(from.Id, hello));
        else
            from.Link.Close(HelloCheck.Refuse(RefusalReason.NotActive, $"{self.Node} is a standby itself."), "this node is not active");
    }

    internal void OnHeartbeat(LinkId from, Heartbeat heartbeat)
    {
        if (active is not null)
            Step(ActiveInput.HeartbeatArrived(from));
        else
            Step(StandbyInput.HeartbeatArrived(from, heartbeat));
    }

    internal void OnRefusal(NodeLink from, Refusal refusal)
    {
        if (active is null)
        {
            Step(StandbyInput.RefusalArrived(from.Id, refusal));
            return;
        }
        Step(ActiveInput.LinkLost(from.Id, $"it left ({refusal.Reason}): {refusal.Text}"));
        from.Link.Close(null, "the other side left");
    }

    internal void OnStatusRequest(NodeLink from, StatusRequest request)
    {
        if (RefusesVersion(from, request.Protocol))
            return;
        DutyWriter.Post(from.Link, Status());
        from.Link.Flush();
    }

    internal void OnPromoteRequest(NodeLink from, PromoteRequest request)
    {
        if (RefusesVersion(from, request.Protocol))
            return;
        if (active is null)
        {
            Step(StandbyInput.PromoteRequested(from.Id, request.Empty));
            return;
        }
        DutyWriter.Post(from.Link, new PromoteReply { Text = $"{self.Node} is active already, in epoch {Epoch}." });
        from.Link.Flush();
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
        lock (gate)
            links = [.. links.Where(other => other != link)];
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
        foreach (var link in links)
        {
            if (!link.IsKnown && ++link.TicksUnknown > limits.TimeoutTicks)
                link.Link.Close(null, "the other side did not say what it wants");
        }
        if (active is not null)
            Step(ActiveInput.Tick);
        else
            Step(StandbyInput.Tick);
    }

    void StepOnly(in ActiveInput input)
    {
        lock (gate)
        {
            if (active is { } core)
                CarryOut(core.Step(input));
        }
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
            case DutyKind.SendFrame: Find(duty.Link)?.Link.PostLasting(MessageKind.Frame, active!.Log.Get(duty.First)); break;
            case DutyKind.SendSlice: Find(duty.Link)?.Link.PostLasting(MessageKind.Frame, ((Frame)duty.What!).Bytes); break;
            case DutyKind.SendHeartbeat: if (Find(duty.Link) is { } beaten) DutyWriter.PostHeartbeat(beaten.Link, duty); break;
            case DutyKind.SendAcknowledgement: if (Find(duty.Link) is { } told) DutyWriter.PostAcknowledgement(told.Link, duty); break;
            case DutyKind.Close: CloseLater(duty.Link, (Refusal?)duty.What); break;
            case DutyKind.Log: LogLater((string)duty.What!); break;
            case DutyKind.WriteRecord: WriteLater((LeaseRecord)duty.What!); break;
            case DutyKind.Acknowledge: waiters.Reach(duty.Level, duty.First); break;
            case DutyKind.TakeSnapshot: SnapshotLater(duty.Link); break;
            case DutyKind.Capture: work.Post(CaptureForStandby); break;
            case DutyKind.Apply or DutyKind.Replace: applier.Post(duty); break;
            case DutyKind.Dial: dialer.Post(DialNext); break;
            case DutyKind.LookAtLease: work.Post(LookAtLease); break;
            case DutyKind.AcquireLease: AcquireLater(asked: duty.First != 0); break;
            case DutyKind.ReleaseLease: work.Post(lease.Release); break;
            case DutyKind.BecomeActive: BecomeActive((Reigning)duty.What!); break;
            case DutyKind.StepDown: StepDown((string)duty.What!); break;
            case DutyKind.GiveUp: GiveUp((string)duty.What!); break;
            default: throw new System.Diagnostics.UnreachableException($"unknown duty {duty}");
        }
    }

    void PostMessage(in Duty duty)
    {
        if (Find(duty.Link) is not { } to)
            return;
        if (duty.What is Welcome)
            to.Link.Recorder = recorder;
        DutyWriter.Post(to.Link, duty.What!);
    }

    void CloseLater(LinkId id, Refusal? refusal)
    {
        if (Find(id) is { } link)
            Later(() => link.Link.Close(refusal, "this node closed it"));
    }

    void LogLater(string sentence) => Later(() => setup.Log(sentence));

    void WriteLater(LeaseRecord record) => work.Post(() => WriteRecord(record));

    void SnapshotLater(LinkId link) => work.Post(() => TakeSnapshot(link));

    void AcquireLater(bool asked) => work.Post(() => AcquireLease(asked));

    void BecomeActive(Reigning reigning)
    {
        setup.State.BecomeActive(reigning.Start.Epoch);
        waiters.Epoch = reigning.Start.Epoch.Value;
        active = new(self, reigning, new FrameLog(setup.Options.LogBytesMax), limits);
        standby = null;
        Later(() => activated.TrySetResult(reigning));
    }

    void StepDown(string why)
    {
        ended = why;
        Later(() => setup.EndProcess(why));
    }

    void GiveUp(string why)
    {
        ended = why;
        Later(() =>
        {
            activated.TrySetException(new ReplicationException(why));
            Dispose();
        });
    }

    void Later(Action action)
    {
        afterwards.Enqueue(action);
        hasAfterwards = true;
    }

    /// <summary>Sends what was posted and does what could not be done under the lock.</summary>
    void Finish()
    {
        foreach (var link in links)
            link.Link.Flush();
        while (hasAfterwards)
        {
            Action? next;
            lock (gate)
            {
                hasAfterwards = afterwards.TryDequeue(out next) && afterwards.Count > 0;
            }
            next?.Invoke();
        }
    }

    long Capture()
    {
        if (stopping || ended is not null)
            throw new ReplicationException($"{self.Node} has ended its part in the cluster ({ended ?? "it stops"}): nothing is committed any more.");
        if (active is null)
            throw new ReplicationException($"{self.Node} is a standby: its state is that of the active and is not committed here. Commit after Replication.Start() has returned.");
        long sequence = line.Capture();
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

    /// <summary>Only while no other capture runs.</summary>
    long CaptureFrame(bool evenIfEmpty)
    {
        AwaitRoomInLog();
        var position = active!.Position;
        var next = position with { Sequence = position.Sequence + 1 };
        if (setup.State.Capture(next, evenIfEmpty) is not { } frame)
            return position.Sequence;
        StepOnly(ActiveInput.FrameCaptured(frame));
        return next.Sequence;
    }

    /// <summary>Memory for frames is bounded: commits wait for a slow standby, but not for ever.</summary>
    void AwaitRoomInLog()
    {
        if (HasRoomInLog())
            return;
        long begin = setup.Time.GetTimestamp();
        while (!HasRoomInLog())
        {
            if (setup.Time.GetElapsedTime(begin) >= setup.Options.CommitTimeout)
            {
                Step(ActiveInput.LogOverrun);
                return;
            }
            Thread.Sleep(1);
        }
    }

    bool HasRoomInLog()
    {
        lock (gate)
            return !active!.MustWait;
    }

    bool HasInSyncStandby()
    {
        lock (gate)
            return active is { HasInSyncStandby: true };
    }

    void TakeSnapshot(LinkId link)
    {
        try
        {
            line.Exclusively(() =>
            {
                int sliceBytes = Math.Min(SliceBytesMax, setup.Options.MessageBytesMax / 2);
                StepOnly(ActiveInput.SnapshotTaken(link, setup.State.Snapshot(active!.Position, sliceBytes)));
                return true;
            });
            Finish();
        }
        // Hash codes, for one, are code of the program and may throw anything: this standby does not come in, the program goes on.
        catch (Exception exception)
        {
            Step(ActiveInput.SnapshotFailed(link, exception.Message));
        }
    }

    void CaptureForStandby()
    {
        try
        {
            line.Exclusively(() => CaptureFrame(evenIfEmpty: true));
        }
        catch (ReplicationException exception)
        {
            setup.Log($"{self.Node} could not capture the frame that makes a snapshot whole: {exception.Message} The next commit that succeeds does it.");
        }
        Finish();
    }

    void WriteRecord(LeaseRecord record)
    {
        string? failure = null;
        try
        {
            lease.Write(record);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            failure = exception.Message;
        }
        if (active is not null)
            Step(failure is null ? ActiveInput.RecordWritten(record) : ActiveInput.RecordUnknown(failure));
        else
            Step(failure is null ? StandbyInput.RecordWritten(record) : StandbyInput.RecordUnknown(failure));
    }

    void LookAtLease()
    {
        if (TryReadLease(out var record))
            Step(StandbyInput.LeaseSeen(record));
    }

    void AcquireLease(bool asked)
    {
        if (asked)
            (lease as NoLeaseStore)?.Permit();
        if (!TryTakeLease())
            return;
        if (TryReadLease(out var record))
            Step(StandbyInput.LeaseAcquired(record, new(Guid.NewGuid()), new(Guid.NewGuid())));
        else
            lease.Release();
    }

    bool TryTakeLease()
    {
        try
        {
            if (lease.TryAcquire())
                return true;
            Step(StandbyInput.LeaseDenied($"the lease {lease.Name} is held by another process."));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Step(StandbyInput.LeaseDenied($"the lease {lease.Name} cannot be taken: {exception.Message}"));
        }
        return false;
    }

    bool TryReadLease(out LeaseRecord? record)
    {
        try
        {
            record = lease.Read();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            record = null;
            Step(StandbyInput.LeaseDenied($"the lease {lease.Name} cannot be read: {exception.Message}"));
            return false;
        }
    }

    void DialNext()
    {
        if (stopping)
            return;
        try
        {
            var to = finder.Next();
            if (to is not { } address)
            {
                Step(StandbyInput.DialFailed("no other node is known"));
                return;
            }
            var link = setup.Dial is { } dial ? dial(address) : TcpDial.Connect(address, setup.Options.MessageBytesMax, setup.Options.HeartbeatTimeout);
            var made = Add(link);
            made.IsKnown = true;
            Step(StandbyInput.LinkUp(made.Id));
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            Step(StandbyInput.DialFailed(exception.Message));
        }
    }

    NodeLink Add(ILink link)
    {
        NodeLink added;
        lock (gate)
        {
            added = new(this, new(++lastLink), link);
            links = [.. links, added];
        }
        link.Start(added);
        return added;
    }

    NodeLink? Find(LinkId id)
    {
        foreach (var link in links)
        {
            if (link.Id == id)
                return link;
        }
        return null;
    }

    bool RefusesVersion(NodeLink from, uint version)
    {
        if (HelloCheck.CheckProtocol(self.Node, from.Link.Peer, version) is not { } refusal)
            return false;
        from.Link.Close(refusal, refusal.Text);
        return true;
    }

    void AcceptAll(Socket listener)
    {
        while (ended is null)
        {
            try
            {
                Accept(new TcpLink(listener.Accept(), setup.Options.MessageBytesMax));
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                if (ended is not null)
                    return;
                setup.Log($"{self.Node} could not accept a connection on {Address}: {exception.Message}");
                Thread.Sleep(TickMilliseconds);
            }
        }
    }

    void TickUntilEnd()
    {
        while (ended is null)
        {
            Thread.Sleep(TickMilliseconds);
            Tick();
        }
    }

    static ProtocolLimits Limits(ReplicationOptions options) => new(
        HeartbeatTicks: Ticks(options.HeartbeatInterval),
        TimeoutTicks: Ticks(options.HeartbeatTimeout),
        RetryTicks: Ticks(TimeSpan.FromSeconds(1)));

    static int Ticks(TimeSpan time) => Math.Max(1, (int)(time.TotalMilliseconds / TickMilliseconds));
}
