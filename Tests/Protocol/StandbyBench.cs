using System.Collections.Immutable;
using Replicated.Frames;
using Replicated.Protocol;
using static Replicated.Tests.Protocol.ActiveBench;

namespace Replicated.Tests.Protocol;

/// <summary>A standby core, stepped in the words of the design. It applies at once unless a test holds that back.</summary>
internal sealed class StandbyBench
{
    internal static readonly Reign Second = new(new Guid("33333333-0000-0000-0000-000000000000"));
    internal static readonly Lineage Fresh = new(new Guid("44444444-0000-0000-0000-000000000000"));

    internal StandbyBench(bool promotesItself = true, IReadOnlyList<TypeShape>? types = null, NodeEnvironment? environment = null)
        => Core = new(new("bank", "right", Right, "127.0.0.1:2", types ?? []) { Environment = environment }, promotesItself, new(HeartbeatTicks: 3, TimeoutTicks: 10, RetryTicks: 5), 1 << 20);

    internal StandbyCore Core { get; }

    internal bool AppliesAtOnce { get; set; } = true;

    /// <summary>Everything done since the last call from outside.</summary>
    internal List<Duty> Duties { get; } = [];

    /// <summary>All frames and snapshots applied, e.g. <c>snapshot 3</c>, <c>4</c>.</summary>
    internal List<string> Applied { get; } = [];

    internal string[] Lines => [.. Duties.Where(duty => duty.Kind != DutyKind.Log).Select(duty => duty.ToString())];

    internal string Said => string.Join('\n', Duties.Where(duty => duty.Kind == DutyKind.Log).Select(duty => duty.What));

    internal Position Here { get; set; } = new(Bank, First, new(1), 0);

    internal StandbyBench Step(in StandbyInput input)
    {
        Duties.Clear();
        CarryOut(input);
        return this;
    }

    internal StandbyBench Welcome(LinkId link, bool snapshot, long captured, long stable = 0, Position? from = null)
    {
        Step(StandbyInput.LinkUp(link));
        return Step(StandbyInput.WelcomeArrived(link, new Welcome { Protocol = 1, Node = "left", Incarnation = Left, Position = Here with { Sequence = captured }, Snapshot = snapshot, Stable = stable, From = from ?? default }));
    }

    internal StandbyBench Slice(LinkId link, long sequence, int slice = 0, bool last = true) => Arrive(link, TestFrames.Make(Here with { Sequence = sequence }, [], slice, last));

    internal StandbyBench Frame(LinkId link, long sequence) => Arrive(link, TestFrames.Make(Here with { Sequence = sequence }));

    internal StandbyBench Arrive(LinkId link, Frame frame) => Step(StandbyInput.FrameArrived(link, FrameHeader.Read(frame.Bytes.Span), frame.Bytes, lasts: true));

    /// <summary>The stable point arrives, and the tick by which all that it frees is applied.</summary>
    internal StandbyBench Stable(LinkId link, long sequence)
    {
        Step(StandbyInput.HeartbeatArrived(link, new(Here.Epoch.Value, sequence)));
        return Step(StandbyInput.Tick);
    }

    internal StandbyBench Drained(LinkId link) => Step(StandbyInput.LinkDrained(link));

    /// <summary>Follows with the state of frame 3, received by a snapshot after 2 and the frame after it, stable up to 2.</summary>
    internal StandbyBench Following(LinkId link) => Welcome(link, snapshot: true, captured: 2, stable: 2).Slice(link, 2).Frame(link, 3).Drained(link);

    internal StandbyBench Lost(LinkId link) => Step(StandbyInput.LinkLost(link, "died"));

    internal static LeaseRecord Record(params ImmutableArray<Incarnation> members) => new(Bank, First, new(1), Left, "left", "127.0.0.1:1", members, false);

    internal StandbyBench Acquired(LeaseRecord? record, params string[] faults) => Step(StandbyInput.LeaseAcquired(record, Second, Fresh, faults));

    internal LeaseRecord? Wanted => Duties.Where(duty => duty.Kind == DutyKind.WriteRecord).Select(duty => (LeaseRecord)duty.What!).SingleOrDefault();

    internal Reigning? Active => Duties.Where(duty => duty.Kind == DutyKind.BecomeActive).Select(duty => (Reigning)duty.What!).SingleOrDefault();

    internal PromoteReply? Reply => Duties.Where(duty => duty.Kind == DutyKind.Send).Select(duty => duty.What as PromoteReply).SingleOrDefault();

    internal Refusal? Refused => Duties.Where(duty => duty.Kind == DutyKind.Close).Select(duty => duty.What as Refusal).LastOrDefault();

    /// <summary>Answers the duties to apply that were held back.</summary>
    internal StandbyBench FinishApplying(Duty duty) => Step(StandbyInput.Applied(duty.Second, duty.First));

    void CarryOut(in StandbyInput input)
    {
        foreach (var duty in Core.Step(input).ToArray())
        {
            Duties.Add(duty);
            if (duty.Kind is DutyKind.Apply or DutyKind.Replace && AppliesAtOnce)
            {
                Applied.Add(duty.Kind == DutyKind.Apply ? $"up to {duty.First}" : $"snapshot {duty.First}");
                CarryOut(StandbyInput.Applied(duty.Second, duty.First));
            }
        }
    }
}
