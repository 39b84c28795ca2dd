using Replicated.Frames;

namespace Replicated.Apply;

/// <summary>Turns frames into objects on a standby. One caller at a time.</summary>
internal sealed class Applier
{
    /// <summary>Applies one frame, whole.</summary>
    /// <exception cref="ReplicationException">The frame does not fit this build; the message says where. The state is as before the call, or, where <see cref="Broken"/> says so, useless.</exception>
    internal void Apply(Frame frame) => throw new NotImplementedException();

    /// <summary>Replaces the whole state by that of a snapshot. All slices were received.</summary>
    internal void Replace(IReadOnlyList<Frame> slices) => throw new NotImplementedException();

    /// <summary>Why the state can no longer be used, or null.</summary>
    internal string? Broken { get; private set; }
}
