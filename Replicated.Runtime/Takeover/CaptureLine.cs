namespace Replicated.Takeover;

/// <summary>
/// Lets one thread at a time capture. Who waited meanwhile joins the capture of another, if that began after its own call: then its
/// changes are in that frame.
/// </summary>
internal sealed class CaptureLine(Func<long> capture)
{
    readonly Lock gate = new();

    /// <summary>Captures begun.</summary>
    long begun;

    /// <summary>The last capture that ended well, by the count of <see cref="begun"/>.</summary>
    long ended;

    /// <summary>The last frame after it.</summary>
    long sequence;

    /// <summary>Sequence of a frame, captured now or before, such that all frames up to it hold all changes made before the call.</summary>
    internal long Capture()
    {
        // The caller's stores come before its look at the count, so a capture that begins later sees them.
        Interlocked.MemoryBarrier();
        long seen = Volatile.Read(ref begun);
        lock (gate)
        {
            if (ended > seen)
                return sequence;
            long number = begun + 1;
            Volatile.Write(ref begun, number);
            sequence = capture();
            ended = number;
            return sequence;
        }
    }

    /// <summary>Does something that no capture may overlap.</summary>
    internal T Exclusively<T>(Func<T> work)
    {
        lock (gate)
            return work();
    }
}
