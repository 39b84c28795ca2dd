using Replicated.Frames;
using Replicated.Protocol;

namespace Replicated.Takeover;

/// <summary>What a node replicates. While the node follows it applies; from <see cref="BecomeActive"/> on it captures, one caller at a time.</summary>
internal interface IState
{
    /// <summary>The replicated types of this build.</summary>
    IReadOnlyList<TypeShape> Types { get; }

    /// <summary>Captures everything changed before the call; null if nothing was, unless <paramref name="evenIfEmpty"/>.</summary>
    /// <exception cref="ReplicationException">A value cannot be replicated. Everything is as it was before the call.</exception>
    Frame? Capture(Position position, bool evenIfEmpty);

    /// <summary>The whole state as of the last capture, at <paramref name="position"/>.</summary>
    IReadOnlyList<Frame> Snapshot(Position position, int sliceBytes);

    /// <exception cref="ReplicationException">The frame cannot be applied.</exception>
    void Apply(Frame frame);

    /// <exception cref="ReplicationException">The snapshot cannot be applied.</exception>
    void Replace(IReadOnlyList<Frame> slices);

    /// <summary>What was applied is the state that the program goes on with.</summary>
    void BecomeActive(Epoch epoch);
}
