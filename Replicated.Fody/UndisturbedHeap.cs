using System.Runtime;

namespace Replicated.Fody;

/// <summary>
/// Room for all that the weaving of one assembly allocates, so that nothing is collected until it is written: next to all of it lives until
/// then, and each collection would only look at it again.
/// </summary>
/// <remarks>
/// Where there is no such room, or another task of the process has taken it, collections run as ever. If the weaving needs more than was
/// thought, the runtime ends this by itself.
/// </remarks>
internal static class UndisturbedHeap
{
    /// <summary>What an assembly of which all types are replicated needs for each of its bytes, its symbols included: about 230, as measured.</summary>
    const long BytesPerByte = 256;

    /// <summary>Below this nothing is collected anyway.</summary>
    const long Least = 32 << 20;
    const long Most = 256 << 20;

    /// <param name="bytes">The size of the assembly.</param>
    internal static void Begin(long bytes)
    {
        long room = Math.Min(bytes * BytesPerByte, Most);
        if (room < Least || GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
            return;
        try
        {
            GC.TryStartNoGCRegion(room, disallowFullBlockingGC: true);
        }
        catch (Exception fault) when (fault is ArgumentOutOfRangeException or InvalidOperationException)
        {
            // More than this process may have, or another task was first.
        }
    }

    internal static void End()
    {
        if (GCSettings.LatencyMode != GCLatencyMode.NoGCRegion)
            return;
        try
        {
            GC.EndNoGCRegion();
        }
        catch (InvalidOperationException)
        {
            // The room was too small, so it has ended already.
        }
    }
}
