using Replicated.Apply;
using Replicated.Capture;
using Replicated.Frames;
using Replicated.Protocol;
using Replicated.Takeover;

namespace Benchmarks.WholePath;

/// <summary>The state of a node that never looks for dead objects, so that whoever measures it can.</summary>
sealed class UntracedState(ObjectState state) : IState
{
    public IReadOnlyList<TypeShape> Types => state.Types;

    public IReadOnlyList<string> Known => state.Known;

    public IReadOnlyList<TextOrder> Orders => state.Orders;

    public Garbage? Garbage => null;

    public Tracer? Tracer => null;

    public long Churn => state.Churn;

    public IReadOnlyList<string> Faults => state.Faults;

    public Frame? Capture(Position position, bool evenIfEmpty) => state.Capture(position, evenIfEmpty);

    public IReadOnlyList<Frame> Snapshot(Position position, int sliceBytes) => state.Snapshot(position, sliceBytes);

    public void Apply(Frame frame) => state.Apply(frame);

    public void Replace(IReadOnlyList<Frame> slices) => state.Replace(slices);

    public void RetryFaults() => state.RetryFaults();

    public void BecomeActive(Epoch epoch) => state.BecomeActive(epoch);
}
