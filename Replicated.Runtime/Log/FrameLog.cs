using Replicated.Protocol;

namespace Replicated.Log;

/// <summary>
/// The frames of one reign by sequence, without a gap, capped in bytes: for standbys that come back, and on a standby those not yet
/// applied. Small frames are copied into memory that is used again and again; large ones keep their own. Not thread-safe.
/// </summary>
internal sealed class FrameLog(long bytesMax)
{
    /// <summary>Frames from this size on keep the memory they came in, which must last.</summary>
    internal const int LargeBytesMin = 1 << 16;

    const int SegmentBytes = 1 << 20;
    const int SpareSegmentsMax = 4;

    readonly Stack<Segment> spare = new();

    /// <summary>Ring: frame s is at s modulo its length.</summary>
    Entry[] entries = new Entry[64];
    Segment current = new();

    /// <summary>Sequence of the oldest frame kept; <see cref="Last"/> + 1 if there is none.</summary>
    internal long First { get; private set; } = 1;

    /// <summary>Sequence of the newest frame; where the log began if there is none yet.</summary>
    internal long Last { get; private set; }

    /// <summary>Bytes of all frames kept.</summary>
    internal long Bytes { get; private set; }

    /// <summary>No more should be added before something can be trimmed. A frame of any size is taken by an empty log.</summary>
    internal bool IsFull => Bytes >= bytesMax;

    /// <summary>Whether a standby that has everything up to <paramref name="sequence"/> finds what follows here.</summary>
    internal bool CanResumeAfter(long sequence) => sequence >= First - 1 && sequence <= Last;

    /// <summary>Where the log began, and in which reign all of it is.</summary>
    internal Position Origin { get; private set; }

    /// <summary>Empties the log; the next frame is the one after <paramref name="last"/>.</summary>
    internal void Restart(Position last)
    {
        while (First <= Last)
            DropFirst();
        (Origin, First, Last) = (last, last.Sequence + 1, last.Sequence);
    }

    /// <summary>Adds the frame that follows <see cref="Last"/>.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="lasts">They never change and may be kept.</param>
    internal void Append(ReadOnlyMemory<byte> bytes, bool lasts)
    {
        if (Last + 1 - First == entries.Length)
            Grow();
        Last++;
        Bytes += bytes.Length;
        entries[Last % entries.Length] = bytes.Length >= LargeBytesMin
            ? new(lasts ? bytes : bytes.ToArray(), null)
            : Copy(bytes);
    }

    /// <summary>The bytes of a frame that is kept. They are valid until it is trimmed; those of a large one for ever.</summary>
    internal ReadOnlyMemory<byte> Get(long sequence)
        => sequence >= First && sequence <= Last
            ? entries[sequence % entries.Length].Bytes
            : throw new InvalidOperationException($"frame {sequence} is not in the log, which holds {First} to {Last}");

    /// <summary>Drops the oldest frames while the log is above its cap, but none after <paramref name="upTo"/>.</summary>
    internal void Trim(long upTo)
    {
        while (Bytes > bytesMax && First <= upTo && First <= Last)
            DropFirst();
    }

    /// <summary>Drops all frames after <paramref name="sequence"/>.</summary>
    internal void DropAfter(long sequence)
    {
        while (Last > sequence && Last >= First)
        {
            Forget(Last);
            Last--;
        }
    }

    void DropFirst()
    {
        Forget(First);
        First++;
    }

    void Forget(long sequence)
    {
        ref var entry = ref entries[sequence % entries.Length];
        Bytes -= entry.Bytes.Length;
        if (entry.Segment is { } segment && --segment.Frames == 0 && segment != current && spare.Count < SpareSegmentsMax)
        {
            segment.Used = 0;
            spare.Push(segment);
        }
        entry = default;
    }

    Entry Copy(ReadOnlyMemory<byte> bytes)
    {
        if (current.Frames == 0)
            current.Used = 0;
        if (current.Used + bytes.Length > SegmentBytes)
            current = spare.TryPop(out var kept) ? kept : new();
        var copy = current.Bytes.AsMemory(current.Used, bytes.Length);
        bytes.CopyTo(copy);
        current.Used += bytes.Length;
        current.Frames++;
        return new(copy, current);
    }

    void Grow()
    {
        var grown = new Entry[entries.Length * 2];
        for (long sequence = First; sequence <= Last; sequence++)
            grown[sequence % grown.Length] = entries[sequence % entries.Length];
        entries = grown;
    }

    readonly record struct Entry(ReadOnlyMemory<byte> Bytes, Segment? Segment);

    sealed class Segment
    {
        internal byte[] Bytes { get; } = new byte[SegmentBytes];

        internal int Used { get; set; }

        /// <summary>Frames in it that are still kept.</summary>
        internal int Frames { get; set; }
    }
}
