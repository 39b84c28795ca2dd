using Replicated.Apply;
using Replicated.Capture;
using Replicated.Frames;
using Replicated.Graph;
using Replicated.Marks;
using Replicated.Protocol;
using Replicated.Woven;

namespace Replicated.Tests.Capture;

/// <summary>An active's capture and a standby's apply, without anything between them.</summary>
internal sealed class Pair
{
    readonly Lineage lineage = new(Guid.NewGuid());
    readonly Reign reign = new(Guid.NewGuid());
    readonly Epoch epoch = new(1);
    long sequence;

    static Pair() => Tracker.Register<Node>();

    internal Pair(WriterMode writers = WriterMode.Racing, int valueBytesMax = Encoder.ValueBytesMax)
    {
        ProcessStatics.Limit();
        // Marks belong to the process, not to a graph: what an earlier test left is not of this one.
        MarkList.Drain([]);
        Active.Ids.BeginEpoch(epoch);
        Capturer = new Capturer(Active, writers, valueBytesMax);
        Applier = new Applier(Standby);
    }

    internal ObjectGraph Active { get; } = new();

    internal ObjectGraph Standby { get; } = new();

    internal Capturer Capturer { get; }

    internal Applier Applier { get; private set; }

    internal Position Position => new(lineage, reign, epoch, sequence);

    internal T Root<T>(T value)
        where T : class
    {
        Active.AddRoot("root", value);
        return value;
    }

    internal T Copy<T>() => (T)Standby.Roots["root"];

    internal Frame? Capture()
    {
        Initialisers.Await();
        var frame = Capturer.Capture(Position with { Sequence = sequence + 1 });
        if (frame is not null)
            sequence++;
        return frame;
    }

    /// <summary>One commit: captured, applied.</summary>
    internal Frame? Commit()
    {
        var frame = Capture();
        if (frame is not null)
            Applier.Apply(frame);
        return frame;
    }

    internal void Snapshot(int sliceBytes = 1 << 20) => Applier.Replace(Capturer.Snapshot(Position, sliceBytes));

    /// <summary>The standby becomes the active, and an empty node its standby.</summary>
    internal Pair TakeOver()
    {
        var next = epoch.Next;
        Standby.BecomeActive(next);
        return new Pair(Standby, new Position(lineage, new Reign(Guid.NewGuid()), next, 0));
    }

    Pair(ObjectGraph active, Position position)
    {
        lineage = position.Lineage;
        reign = position.Reign;
        epoch = position.Epoch;
        Active = active;
        Capturer = new Capturer(Active, WriterMode.Racing);
        Applier = new Applier(Standby);
    }
}
