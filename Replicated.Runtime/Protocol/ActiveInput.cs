using Replicated.Frames;

namespace Replicated.Protocol;

internal enum ActiveInputKind
{
    Tick,
    HelloArrived,
    FrameCaptured,
    AcknowledgementArrived,
    HeartbeatArrived,
    LinkLost,

    /// <summary>Everything posted on the link is with the network.</summary>
    LinkFlushed,
    SnapshotTaken,
    SnapshotFailed,
    RecordWritten,

    /// <summary>Whether the record was written is not known.</summary>
    RecordUnknown,
    LeaseLost,

    /// <summary>A commit waits until a frame is applied.</summary>
    AppliedAwaited,

    /// <summary>What frames refer to is noted.</summary>
    TraceBegun,

    /// <summary>A standby says what nothing refers to.</summary>
    UnreachableArrived,

    /// <summary>It was compared with what frames refer to.</summary>
    TraceJudged,

    /// <summary>It could not be.</summary>
    TraceFailed,

    /// <summary>Frames have taken away what was found.</summary>
    UnreachableRemoved,

    /// <summary>A capture has waited for the log as long as it may.</summary>
    LogOverrun,

    /// <summary>The process ends on purpose.</summary>
    Stopping,
}

/// <summary>One thing that happened to an active node.</summary>
internal readonly record struct ActiveInput(ActiveInputKind Kind, LinkId Link = default, Acknowledgement Numbers = default, object? What = null, IReadOnlyList<TextOrder>? Orders = null)
{
    internal static ActiveInput Tick => new(ActiveInputKind.Tick);

    internal static ActiveInput LogOverrun => new(ActiveInputKind.LogOverrun);

    internal static ActiveInput Stopping => new(ActiveInputKind.Stopping);

    internal static ActiveInput AppliedAwaited(long sequence) => new(ActiveInputKind.AppliedAwaited, Numbers: new(0, 0, sequence));

    /// <param name="link">Where from.</param>
    /// <param name="hello">What the standby says.</param>
    /// <param name="orders">The orders of texts that attached collections have.</param>
    internal static ActiveInput HelloArrived(LinkId link, Hello hello, IReadOnlyList<TextOrder> orders) => new(ActiveInputKind.HelloArrived, link, What: hello, Orders: orders);

    internal static ActiveInput FrameCaptured(Frame frame) => new(ActiveInputKind.FrameCaptured, What: frame);

    internal static ActiveInput AcknowledgementArrived(LinkId link, Acknowledgement numbers) => new(ActiveInputKind.AcknowledgementArrived, link, numbers);

    internal static ActiveInput HeartbeatArrived(LinkId link) => new(ActiveInputKind.HeartbeatArrived, link);

    internal static ActiveInput LinkLost(LinkId link, string why) => new(ActiveInputKind.LinkLost, link, What: why);

    internal static ActiveInput LinkFlushed(LinkId link) => new(ActiveInputKind.LinkFlushed, link);

    /// <param name="slices">Not empty; the position of each is that of the last frame captured before.</param>
    internal static ActiveInput SnapshotTaken(LinkId link, IReadOnlyList<Frame> slices) => new(ActiveInputKind.SnapshotTaken, link, What: slices);

    internal static ActiveInput SnapshotFailed(LinkId link, string why) => new(ActiveInputKind.SnapshotFailed, link, What: why);

    internal static ActiveInput TraceBegun(LinkId link, long after) => new(ActiveInputKind.TraceBegun, link, new(0, after, 0));

    internal static ActiveInput UnreachableArrived(LinkId link, Unreachable answer) => new(ActiveInputKind.UnreachableArrived, link, What: answer);

    internal static ActiveInput TraceJudged(LinkId link, List<IdRun> linked, long after) => new(ActiveInputKind.TraceJudged, link, new(0, after, 0), linked);

    internal static ActiveInput TraceFailed(LinkId link) => new(ActiveInputKind.TraceFailed, link);

    internal static ActiveInput UnreachableRemoved => new(ActiveInputKind.UnreachableRemoved);

    internal static ActiveInput RecordWritten(LeaseRecord record) => new(ActiveInputKind.RecordWritten, What: record);

    internal static ActiveInput RecordUnknown(string why) => new(ActiveInputKind.RecordUnknown, What: why);

    internal static ActiveInput LeaseLost(string why) => new(ActiveInputKind.LeaseLost, What: why);
}
