using System.Runtime;

namespace Replicated.Fody;

/// <summary>
/// Room for all that the weaving of one assembly allocates, so that nothing is collected until it is written: next to all of it lives until
/// then, and each collection would only look at it again.
/// </summary>
/// <remarks>
/// Advice only. Where there is no such room, or another task of the process has taken it, collections run as ever; if the weaving needs more
/// than was thought, or nobody ends this, the runtime ends it when the room is used up.
/// </remarks>
internal sealed class UndisturbedHeap
{
    /// <summary>What an assembly of which all types are replicated needs for each of its bytes, its symbols included: about 230, as measured, and the large arrays.</summary>
    const long BytesPerByte = 260;

    /// <summary>What needs less is woven before it would be noticed.</summary>
    const long Least = 32 << 20;

    /// <summary>Of what is larger, some is collected.</summary>
    const long Most = 288 << 20;

    /// <summary>Of this part are large arrays: without it the platform would keep as much for them as for all else.</summary>
    const int LargePart = 8;

    bool isOurs;

    /// <param name="bytes">The size of the assembly.</param>
    internal UndisturbedHeap(long bytes)
    {
        long room = Math.Min(bytes * BytesPerByte, Most);
        if (room < Least || GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
            return;
        try
        {
            isOurs = GC.TryStartNoGCRegion(room, room / LargePart, disallowFullBlockingGC: true);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // More than this process may have, another task was first, or a platform that has nothing of the kind.
        }
    }

    /// <summary>Once more does nothing.</summary>
    internal void End()
    {
        if (!isOurs || GCSettings.LatencyMode != GCLatencyMode.NoGCRegion)
            return;
        isOurs = false;
        try
        {
            GC.EndNoGCRegion();
        }
        catch (InvalidOperationException)
        {
            // It was used up between the question and this.
        }
    }
}
