using Replicated;
using Replicated.Frames;
using Replicated.Marks;
using Replicated.Protocol;
using Replicated.Takeover;
using Replicated.Woven;

namespace Fuzz.Nodes;

/// <summary>The replicated state of one node of a test without links: what goes to another node are bytes. One caller at a time.</summary>
sealed class NodeState
{
    static readonly Guid lineage = new("6c1d3a90-0f6e-4c7e-8d1c-2f6a7b9e4d10");
    static readonly Guid reign = new("0b8f2f64-5a0f-4f0e-9c35-6a1e6d0c7f21");

    internal NodeState(long epoch, Action? forget = null) => Begin(epoch, forget);

    internal ObjectState State { get; private set; } = null!;

    internal long Epoch { get; private set; }

    internal long Sequence { get; private set; }

    Position Position => new(new Lineage(lineage), new Reign(reign), new Epoch(Epoch), Sequence);

    /// <summary>A node that has just started.</summary>
    /// <param name="forget">Forgets what the process was before.</param>
    internal void Begin(long epoch, Action? forget = null)
    {
        (Epoch, Sequence) = (epoch, 0);
        Initialisers.Await();
        MarkList.Drain([]);
        forget?.Invoke();
        State = new ObjectState(WriterMode.Racing);
    }

    /// <summary>The first active, or a standby that goes on with what it has.</summary>
    internal void BecomeActive(long epoch)
    {
        (Epoch, Sequence) = (epoch, 0);
        State.BecomeActive(new Epoch(epoch));
    }

    /// <returns>Null where nothing has changed.</returns>
    internal byte[]? Capture()
    {
        Initialisers.Await();
        var frame = State.Capture(Position with { Sequence = Sequence + 1 }, evenIfEmpty: false);
        Sequence += frame is null ? 0 : 1;
        return frame?.Bytes.ToArray();
    }

    internal void Apply(byte[] frame)
    {
        Sequence++;
        State.Apply(new Frame(Position, frame));
        if (State.Faults is [var fault, ..])
            throw new InvalidOperationException(fault);
    }

    internal List<byte[]> Snapshot(int sliceBytes) => [.. State.Snapshot(Position, sliceBytes).Select(slice => slice.Bytes.ToArray())];

    internal void Replace(long epoch, long sequence, List<byte[]> slices)
    {
        (Epoch, Sequence) = (epoch, sequence);
        State.Replace([.. slices.Select(slice => new Frame(Position, slice))]);
    }
}
