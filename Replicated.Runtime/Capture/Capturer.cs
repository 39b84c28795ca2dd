using Replicated.Frames;
using Replicated.Protocol;

namespace Replicated.Capture;

/// <summary>Turns what is marked into frames. One caller at a time.</summary>
internal sealed class Capturer
{
    /// <summary>Captures everything marked before the call.</summary>
    /// <param name="position">The position that the frame will have.</param>
    /// <param name="evenIfEmpty">Make a frame also if nothing changed.</param>
    /// <returns>The frame, or null if nothing was marked.</returns>
    /// <exception cref="ReplicationException">A value cannot be replicated. Everything is as it was before the call.</exception>
    internal Frame? Capture(Position position, bool evenIfEmpty = false) => throw new NotImplementedException();

    /// <summary>
    /// The whole state as it is at the last capture, as slices of at most about <paramref name="sliceBytes"/> each. A standby may take
    /// over only after the first frame captured after this: a racing store can be in a slice before it is in a frame.
    /// </summary>
    internal IReadOnlyList<Frame> Snapshot(Position position, int sliceBytes) => throw new NotImplementedException();
}
