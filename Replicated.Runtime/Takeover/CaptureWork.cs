using Replicated.Protocol;

namespace Replicated.Takeover;

/// <summary>The captures of an active, one at a time: frames for commits, and what a standby that joins needs.</summary>
internal sealed class CaptureWork
{
    const int SliceBytesMax = 4 << 20;

    readonly Node node;
    readonly NodeSetup setup;
    readonly WorkThread work;
    readonly CaptureLine line;

    internal CaptureWork(Node node, NodeSetup setup, WorkThread work)
    {
        (this.node, this.setup, this.work) = (node, setup, work);
        line = new(() => CaptureFrame(evenIfEmpty: false), setup.Options.CommitTimeout, setup.Time, setup.Log);
    }

    /// <summary>Captures for a commit, in the thread of the caller; what was posted is not flushed yet.</summary>
    internal long Capture() => line.Capture();

    /// <summary>Does something that no capture may overlap.</summary>
    internal T Exclusively<T>(Func<T> action) => line.Exclusively(action);

    internal void SnapshotLater(LinkId link) => work.Post(() => TakeSnapshot(link));

    internal void CaptureLater() => work.Post(CaptureForStandby);

    /// <summary>Only while no other capture runs.</summary>
    long CaptureFrame(bool evenIfEmpty)
    {
        AwaitRoomInLog();
        var position = node.Position;
        var next = position with { Sequence = position.Sequence + 1 };
        if (setup.State.Capture(next, evenIfEmpty) is not { } frame)
            return position.Sequence;
        node.StepOnly(ActiveInput.FrameCaptured(frame));
        return next.Sequence;
    }

    /// <summary>Memory for frames is bounded: commits wait for a slow standby, but not for ever.</summary>
    void AwaitRoomInLog()
    {
        if (node.HasRoomInLog())
            return;
        long begin = setup.Time.GetTimestamp();
        while (!node.HasRoomInLog())
        {
            if (setup.Time.GetElapsedTime(begin) >= setup.Options.CommitTimeout)
            {
                node.Step(ActiveInput.LogOverrun);
                return;
            }
            Thread.Sleep(1);
        }
    }

    void TakeSnapshot(LinkId link)
    {
        try
        {
            line.Exclusively(() =>
            {
                int sliceBytes = Math.Min(SliceBytesMax, setup.Options.MessageBytesMax / 2);
                node.StepOnly(ActiveInput.SnapshotTaken(link, setup.State.Snapshot(node.Position, sliceBytes)));
                return true;
            });
            node.Finish();
        }
        // Hash codes, for one, are code of the program and may throw anything: this standby does not come in, the program goes on.
        catch (Exception exception)
        {
            node.Step(ActiveInput.SnapshotFailed(link, exception.Message));
        }
    }

    void CaptureForStandby() => TryCapture("makes a snapshot whole");

    /// <summary>Captures a frame that no commit asked for.</summary>
    /// <param name="purpose">What the frame does.</param>
    /// <returns>False if the state cannot be captured as it is.</returns>
    internal bool TryCapture(string purpose)
    {
        bool captured = true;
        try
        {
            line.Exclusively(() => CaptureFrame(evenIfEmpty: true));
        }
        catch (ReplicationException exception)
        {
            captured = false;
            setup.Log($"{setup.Options.Node} could not capture the frame that {purpose}; the next commit that succeeds does it: {exception.Message}");
        }
        node.Finish();
        return captured;
    }
}
