using Replicated.Frames;

namespace Replicated.Protocol;

internal enum StandbyInputKind
{
    Tick,

    /// <summary>A connection was made.</summary>
    LinkUp,
    DialFailed,
    LinkLost,
    WelcomeArrived,
    RefusalArrived,
    FrameArrived,
    HeartbeatArrived,

    /// <summary>All that had arrived on the link was given.</summary>
    LinkDrained,
    Applied,
    ApplyFailed,
    TraceRequestArrived,

    /// <summary>What was looked for was found.</summary>
    TraceEnded,
    LeaseSeen,
    LeaseAcquired,
    LeaseDenied,
    RecordWritten,
    RecordUnknown,
    PromoteRequested,
}

/// <summary>One thing that happened to a node that is not active.</summary>
internal readonly record struct StandbyInput(StandbyInputKind Kind, LinkId Link = default, object? What = null, FrameHeader Header = default, ReadOnlyMemory<byte> Bytes = default, Heartbeat Heartbeat = default, long Generation = 0, long Sequence = 0, bool Flag = false, IReadOnlyList<string>? Faults = null)
{
    internal static StandbyInput Tick => new(StandbyInputKind.Tick);

    internal static StandbyInput LinkUp(LinkId link) => new(StandbyInputKind.LinkUp, link);

    internal static StandbyInput DialFailed(string why) => new(StandbyInputKind.DialFailed, What: why);

    internal static StandbyInput LinkLost(LinkId link, string why) => new(StandbyInputKind.LinkLost, link, why);

    internal static StandbyInput WelcomeArrived(LinkId link, Welcome welcome) => new(StandbyInputKind.WelcomeArrived, link, welcome);

    internal static StandbyInput RefusalArrived(LinkId link, Refusal refusal) => new(StandbyInputKind.RefusalArrived, link, refusal);

    /// <param name="link">Where from.</param>
    /// <param name="header">Read from the bytes, whose CRC is right.</param>
    /// <param name="bytes">The frame.</param>
    /// <param name="lasts">The bytes never change and may be kept.</param>
    internal static StandbyInput FrameArrived(LinkId link, FrameHeader header, ReadOnlyMemory<byte> bytes, bool lasts)
        => new(StandbyInputKind.FrameArrived, link, Header: header, Bytes: bytes, Flag: lasts);

    internal static StandbyInput HeartbeatArrived(LinkId link, Heartbeat heartbeat) => new(StandbyInputKind.HeartbeatArrived, link, Heartbeat: heartbeat);

    internal static StandbyInput LinkDrained(LinkId link) => new(StandbyInputKind.LinkDrained, link);

    /// <summary>What a duty to apply or replace asked for is in the objects.</summary>
    internal static StandbyInput Applied(long generation, long sequence) => new(StandbyInputKind.Applied, Generation: generation, Sequence: sequence);

    internal static StandbyInput ApplyFailed(long sequence, string why) => new(StandbyInputKind.ApplyFailed, What: why, Sequence: sequence);

    internal static StandbyInput TraceRequestArrived(LinkId link, TraceRequest request) => new(StandbyInputKind.TraceRequestArrived, link, request);

    /// <param name="trace">The number of the trace.</param>
    /// <param name="unreachable">What nothing refers to, in the order of the ids.</param>
    /// <param name="live">How many objects are referred to.</param>
    internal static StandbyInput TraceEnded(long trace, List<IdRun> unreachable, long live) => new(StandbyInputKind.TraceEnded, What: unreachable, Generation: trace, Sequence: live);

    internal static StandbyInput LeaseSeen(LeaseRecord? record) => new(StandbyInputKind.LeaseSeen, What: record);

    /// <param name="record">The record, read while the lease is held.</param>
    /// <param name="reign">Drawn for the reign that may begin now.</param>
    /// <param name="lineage">Drawn for the history that may begin now.</param>
    /// <param name="faults">Why this node is not ready to go on with what was applied.</param>
    internal static StandbyInput LeaseAcquired(LeaseRecord? record, Reign reign, Lineage lineage, IReadOnlyList<string> faults)
        => new(StandbyInputKind.LeaseAcquired, What: record, Header: new(new(lineage, reign, default, 0), false, 0, false), Faults: faults);

    internal static StandbyInput LeaseDenied(string why) => new(StandbyInputKind.LeaseDenied, What: why);

    internal static StandbyInput RecordWritten(LeaseRecord record) => new(StandbyInputKind.RecordWritten, What: record);

    internal static StandbyInput RecordUnknown(string why) => new(StandbyInputKind.RecordUnknown, What: why);

    internal static StandbyInput PromoteRequested(LinkId link, bool empty) => new(StandbyInputKind.PromoteRequested, link, Flag: empty);
}
