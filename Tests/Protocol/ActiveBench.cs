using System.Collections.Immutable;
using Replicated.Frames;
using Replicated.Log;
using Replicated.Protocol;

namespace Replicated.Tests.Protocol;

/// <summary>An active core, stepped in the words of the design; each step's duties are kept as lines.</summary>
internal sealed class ActiveBench
{
    internal static readonly Lineage Bank = new(new Guid("11111111-0000-0000-0000-000000000000"));
    internal static readonly Reign First = new(new Guid("22222222-0000-0000-0000-000000000000"));
    internal static readonly Incarnation Left = new(new Guid("aaaaaaaa-0000-0000-0000-000000000000"));
    internal static readonly Incarnation Right = new(new Guid("bbbbbbbb-0000-0000-0000-000000000000"));
    internal static readonly Incarnation Third = new(new Guid("cccccccc-0000-0000-0000-000000000000"));
    internal static readonly LinkId Link1 = new(1);
    internal static readonly LinkId Link2 = new(2);
    internal static readonly LinkId Link3 = new(3);

    internal ActiveBench(long logBytesMax = 1 << 20, ProtocolLimits? limits = null, Position? start = null, Position fork = default, IReadOnlyList<TypeShape>? types = null, NodeEnvironment? environment = null)
    {
        Start = start ?? new(Bank, First, new(1), 0);
        var record = new LeaseRecord(Start.Lineage, Start.Reign, Start.Epoch, Left, "left", "127.0.0.1:1", [], false);
        Core = new(new("bank", "left", Left, "127.0.0.1:1", types ?? []) { Environment = environment }, new(Start, fork, fork.Epoch.Value > 0, record), new FrameLog(logBytesMax), limits ?? new());
    }

    internal Position Start { get; }

    internal ActiveCore Core { get; }

    internal ImmutableArray<Duty> Duties { get; private set; } = [];

    internal string[] Lines => [.. Duties.Select(duty => duty.ToString())];

    internal ActiveBench Step(in ActiveInput input)
    {
        Duties = [.. Core.Step(input)];
        return this;
    }

    internal ActiveBench Capture(int payload = 0)
        => Step(ActiveInput.FrameCaptured(TestFrames.Make(Core.Position with { Sequence = Core.Position.Sequence + 1 }, new byte[payload])));

    /// <summary>Captures a frame that brings or changes so many objects, acknowledged by all.</summary>
    internal ActiveBench Churn(int objects)
        => Step(ActiveInput.FrameCaptured(TestFrames.Make(Core.Position with { Sequence = Core.Position.Sequence + 1 }) with { Churn = objects }));

    internal ActiveBench Hello(LinkId link, Incarnation incarnation, Position held = default, long applied = 0, Func<Hello, Hello>? change = null, params TextOrder[] orders)
    {
        var hello = new Hello { Protocol = 1, Cluster = "bank", Node = incarnation == Right ? "right" : "third", Incarnation = incarnation, Position = held, Applied = applied };
        return Step(ActiveInput.HelloArrived(link, change is null ? hello : change(hello), orders));
    }

    internal ActiveBench SnapshotTaken(LinkId link)
        => Step(ActiveInput.SnapshotTaken(link, [TestFrames.Make(Core.Position, [], slice: 0, last: true)]));

    internal ActiveBench Ack(LinkId link, long received, long applied = 0)
        => Step(ActiveInput.AcknowledgementArrived(link, new(Start.Epoch.Value, received, applied)));

    /// <summary>The record that the last step wants written.</summary>
    internal LeaseRecord? Wanted => Duties.Where(duty => duty.Kind == DutyKind.WriteRecord).Select(duty => (LeaseRecord)duty.What!).SingleOrDefault();

    internal ActiveBench Written(LeaseRecord record) => Step(ActiveInput.RecordWritten(record));

    internal ActiveBench Tick(int times = 1)
    {
        for (int i = 0; i < times; i++)
            Step(ActiveInput.Tick);
        return this;
    }

    /// <summary>A standby that came late, has the snapshot and the first frame after it, and is a member.</summary>
    internal ActiveBench WithMember(LinkId link, Incarnation incarnation)
    {
        Hello(link, incarnation).SnapshotTaken(link).Capture().Ack(link, Core.Position.Sequence);
        return Written(Wanted!);
    }

    internal long? Acknowledged(CommitLevel level)
        => Duties.Where(duty => duty.Kind == DutyKind.Acknowledge && duty.Level == level).Select(duty => (long?)duty.First).LastOrDefault();

    internal Refusal? Refused => Duties.Where(duty => duty.Kind == DutyKind.Close).Select(duty => duty.What as Refusal).LastOrDefault();
}
