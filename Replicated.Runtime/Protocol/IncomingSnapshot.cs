using Replicated.Frames;

namespace Replicated.Protocol;

/// <summary>The slices received of a snapshot that will replace the state; the state stays whole until then.</summary>
internal sealed class IncomingSnapshot
{
    readonly List<Frame> slices = [];

    internal IReadOnlyList<Frame> Slices => slices;

    /// <summary>The last slice has come: a frame must follow.</summary>
    internal bool IsComplete { get; private set; }

    /// <summary>The frame after which it was taken; 0 before the first slice.</summary>
    internal long Sequence => slices is [var first, ..] ? first.Position.Sequence : 0;

    internal bool IsNext(FrameHeader slice)
        => !IsComplete && slice.Slice == slices.Count && (slices.Count == 0 || slice.Position.Sequence == Sequence);

    /// <param name="slice">The header of the slice, which is the next.</param>
    /// <param name="bytes">All its bytes.</param>
    /// <param name="lasts">The bytes stay as they are, so they need no copy.</param>
    internal void Add(FrameHeader slice, ReadOnlyMemory<byte> bytes, bool lasts)
    {
        slices.Add(new(slice.Position, lasts ? bytes : bytes.ToArray()));
        IsComplete = slice.IsLastSlice;
    }
}
