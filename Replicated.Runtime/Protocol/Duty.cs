using Replicated.Frames;
using Replicated.Log;

namespace Replicated.Protocol;

internal enum DutyKind
{
    /// <summary>Send <see cref="Duty.What"/>, a message, on the link.</summary>
    Send,

    /// <summary>Send the frame with this sequence from the log on the link.</summary>
    SendFrame,

    /// <summary>Send <see cref="Duty.What"/>, a slice of a snapshot, on the link.</summary>
    SendSlice,

    /// <summary>Send a heartbeat: epoch and stable point in the numbers.</summary>
    SendHeartbeat,

    /// <summary>Send an acknowledgement: epoch, received and applied in the numbers.</summary>
    SendAcknowledgement,

    /// <summary>End the link, with <see cref="Duty.What"/>, a refusal, if there is one.</summary>
    Close,

    /// <summary>Tell people: <see cref="Duty.What"/> is a sentence.</summary>
    Log,

    /// <summary>Write <see cref="Duty.What"/>, a lease record, to the store and say what came of it.</summary>
    WriteRecord,

    /// <summary>All commits up to the sequence have reached <see cref="Duty.Level"/>.</summary>
    Acknowledge,

    /// <summary>Take a snapshot for the link.</summary>
    TakeSnapshot,

    /// <summary>Capture a frame, even if nothing changed.</summary>
    Capture,

    /// <summary>Note from now on to what frames refer, and say when that is so.</summary>
    BeginTrace,

    /// <summary>Compare <see cref="Duty.What"/>, runs of ids that the link found, with what was noted, and say what came of it.</summary>
    Judge,

    /// <summary>Try again what failed in code of the program, so that this node may become ready.</summary>
    RetryFaults,

    /// <summary>Note no more.</summary>
    EndTrace,

    /// <summary>Capture until frames have taken away what was found, and say so.</summary>
    RemoveUnreachable,

    /// <summary>Begin to look for what nothing refers to, go on or end, as <see cref="Duty.What"/>, a request, says; after what was asked to be applied before.</summary>
    Trace,

    /// <summary>Look no more.</summary>
    StopTrace,

    /// <summary>Apply the frames of <see cref="Duty.What"/>, a log, up to the first number, those excepted that are applied already; answer with the second number.</summary>
    Apply,

    /// <summary>Replace the whole state by <see cref="Duty.What"/>, the slices of a snapshot; answer with the numbers.</summary>
    Replace,

    /// <summary>Look for the active: its address is in the lease record, or it is one of the peers.</summary>
    Dial,

    /// <summary>Read the lease record and say what it holds.</summary>
    LookAtLease,

    /// <summary>Try to take the lease and say whether it is held now, and what the record holds then.</summary>
    AcquireLease,

    ReleaseLease,

    /// <summary>This node is active from now on: <see cref="Duty.What"/> is its <see cref="Protocol.Reigning"/>.</summary>
    BecomeActive,

    /// <summary>This process can no longer be active and must end: <see cref="Duty.What"/> says why.</summary>
    StepDown,

    /// <summary>This process cannot take part: <see cref="Duty.What"/> says why.</summary>
    GiveUp,
}

/// <summary>One thing that a core wants done. Duties are carried out in their order.</summary>
internal readonly record struct Duty(DutyKind Kind, LinkId Link = default, long First = 0, long Second = 0, long Third = 0, CommitLevel Level = default, object? What = null)
{
    internal static Duty Send(LinkId link, object message) => new(DutyKind.Send, link, What: message);

    internal static Duty SendFrame(LinkId link, long sequence) => new(DutyKind.SendFrame, link, sequence);

    internal static Duty SendSlice(LinkId link, Frame slice) => new(DutyKind.SendSlice, link, What: slice);

    internal static Duty SendHeartbeat(LinkId link, Heartbeat heartbeat) => new(DutyKind.SendHeartbeat, link, heartbeat.Epoch, heartbeat.Stable);

    internal static Duty SendAcknowledgement(LinkId link, Acknowledgement sent)
        => new(DutyKind.SendAcknowledgement, link, sent.Epoch, sent.Received, sent.Applied);

    internal static Duty Close(LinkId link, Refusal? refusal) => new(DutyKind.Close, link, What: refusal);

    internal static Duty Log(string sentence) => new(DutyKind.Log, What: sentence);

    internal static Duty WriteRecord(LeaseRecord record) => new(DutyKind.WriteRecord, What: record);

    internal static Duty Acknowledge(CommitLevel level, long sequence) => new(DutyKind.Acknowledge, First: sequence, Level: level);

    internal static Duty TakeSnapshot(LinkId link) => new(DutyKind.TakeSnapshot, link);

    internal static Duty BeginTrace(LinkId link) => new(DutyKind.BeginTrace, link);

    internal static Duty Judge(LinkId link, List<IdRun> found) => new(DutyKind.Judge, link, What: found);

    internal static Duty Trace(TraceRequest request) => new(DutyKind.Trace, What: request);

    internal static Duty Apply(FrameLog log, long generation, long sequence) => new(DutyKind.Apply, First: sequence, Second: generation, What: log);

    internal static Duty Replace(IReadOnlyList<Frame> slices, long generation, long sequence) => new(DutyKind.Replace, First: sequence, Second: generation, What: slices);

    /// <param name="asked">An operator asked for it.</param>
    internal static Duty AcquireLease(bool asked) => new(DutyKind.AcquireLease, First: asked ? 1 : 0);

    internal static Duty BecomeActive(Reigning reigning) => new(DutyKind.BecomeActive, What: reigning);

    internal static Duty StepDown(string why) => new(DutyKind.StepDown, What: why);

    internal static Duty GiveUp(string why) => new(DutyKind.GiveUp, What: why);

    internal static Duty Of(DutyKind kind) => new(kind);

    /// <summary>As a transcript shows it.</summary>
    public override string ToString() => Kind switch
    {
        DutyKind.Send => $"send {Describe(What)} on {Link}",
        DutyKind.SendFrame => $"send frame {First} on {Link}",
        DutyKind.SendSlice => $"send slice of {((Frame)What!).Position.Sequence} on {Link}",
        DutyKind.SendHeartbeat => $"send heartbeat stable {Second} on {Link}",
        DutyKind.SendAcknowledgement => $"send acknowledgement received {Second} applied {Third} on {Link}",
        DutyKind.Close => What is Refusal refusal ? $"close {Link}, refused ({refusal.Reason}): {refusal.Text}" : $"close {Link}",
        DutyKind.Log => $"log: {What}",
        DutyKind.WriteRecord => $"write record {Describe(What)}",
        DutyKind.Acknowledge => $"acknowledge {Level} up to {First}",
        DutyKind.TakeSnapshot => $"take snapshot for {Link}",
        DutyKind.Apply => $"apply up to {First}",
        DutyKind.Replace => $"replace state by {((IReadOnlyList<Frame>)What!).Count} slices",
        DutyKind.BeginTrace => $"begin a trace by {Link}",
        DutyKind.Judge => $"judge what {Link} found",
        DutyKind.Trace => $"trace {Describe(What)}",
        DutyKind.AcquireLease => First == 0 ? "try to acquire the lease" : "acquire the lease as asked",
        DutyKind.BecomeActive => $"become active in epoch {((Reigning)What!).Start.Epoch}",
        DutyKind.StepDown => $"step down: {What}",
        DutyKind.GiveUp => $"give up: {What}",
        _ => Kind.ToString(),
    };

    static string Describe(object? what) => what switch
    {
        Hello hello => $"hello from {hello.Position}",
        Welcome { Snapshot: true } => "welcome with a snapshot",
        Welcome welcome => $"welcome from {welcome.From}",
        TraceRequest request => $"trace request {request.Trace} after {request.After}{(request.Done ? ", done" : request.Linked.Count > 0 ? ", linked again" : "")}",
        Unreachable answer => $"answer to trace {answer.Trace}{(answer.Last ? ", the last" : "")}",
        PromoteReply reply => $"promote reply {(reply.Accepted ? "accepted" : "refused")}: {reply.Text}",
        LeaseRecord record => $"epoch {record.Epoch} holder {record.HolderNode} members {record.Members.Length}{(record.Ended ? " ended" : "")}",
        _ => what?.ToString() ?? "nothing",
    };
}
