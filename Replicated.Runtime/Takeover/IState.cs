using Replicated.Apply;
using Replicated.Capture;
using Replicated.Frames;
using Replicated.Protocol;

namespace Replicated.Takeover;

/// <summary>What a node replicates. While the node follows it applies; from <see cref="BecomeActive"/> on it captures, one caller at a time.</summary>
internal interface IState
{
    /// <summary>The replicated types of this build.</summary>
    IReadOnlyList<TypeShape> Types { get; }

    /// <summary>The names of all types that this build finds by name.</summary>
    IReadOnlyList<string> Known { get; }

    /// <summary>The orders of texts, dependent on the process, that replicated collections have. Any thread may ask.</summary>
    IReadOnlyList<TextOrder> Orders { get; }

    /// <summary>Captures everything changed before the call; null if nothing was, unless <paramref name="evenIfEmpty"/>.</summary>
    /// <exception cref="ReplicationException">A value cannot be replicated. Everything is as it was before the call.</exception>
    Frame? Capture(Position position, bool evenIfEmpty);

    /// <summary>The whole state as of the last capture, at <paramref name="position"/>.</summary>
    IReadOnlyList<Frame> Snapshot(Position position, int sliceBytes);

    /// <exception cref="ReplicationException">The frame cannot be applied.</exception>
    void Apply(Frame frame);

    /// <exception cref="ReplicationException">The snapshot cannot be applied.</exception>
    void Replace(IReadOnlyList<Frame> slices);

    /// <summary>The active's part in finding what nothing refers to; null if nothing can be dead. Not while a capture runs.</summary>
    Garbage? Garbage { get; }

    /// <summary>A standby's part; null if nothing can be dead. Between frames.</summary>
    Tracer? Tracer { get; }

    /// <summary>How many objects the frames applied so far brought, and how many can refer to less than before.</summary>
    long Churn { get; }

    /// <summary>Why this node is not ready to go on with what was applied. Any thread may ask.</summary>
    IReadOnlyList<string> Faults { get; }

    /// <summary>Tries again what failed of <see cref="Faults"/> in code of the program. Between frames.</summary>
    void RetryFaults();

    /// <summary>What was applied is the state that the program goes on with.</summary>
    void BecomeActive(Epoch epoch);
}
