using Replicated.Frames;
using Replicated.Graph;

namespace Replicated.Capture;

/// <summary>
/// The active's part in finding what nothing refers to any more: it notes to what frames refer while a standby looks, decides, and lets
/// frames take the rest away. Not while a capture runs in another thread.
/// </summary>
/// <remarks>
/// A standby's proposal is what was unreachable as of some frame. If no frame since then refers to any of it, it is still unreachable as of the
/// last frame: nothing but itself refers to it. From then on it is not known, so if the program links some of it again, that is sent whole,
/// as new. If a frame did refer to some of it, that and all it refers to is in use again; only the standby can tell what that is.
/// </remarks>
internal sealed class Garbage(ObjectGraph graph)
{
    /// <summary>So few ids are taken away by one frame that no commit waits for it.</summary>
    const int IdsPerFrameMax = 1 << 14;

    /// <summary>What frames referred to since the trace began, or since the last answer to the standby; null while nobody looks.</summary>
    IdSet? referenced;

    /// <summary>What frames are still to take away, from <see cref="begin"/> on.</summary>
    List<IdRun> condemned = [];
    Place begin;

    /// <summary>What the frame that is being captured takes away, and where it ends.</summary>
    readonly List<IdRun> taken = [];
    Place end;

    /// <summary>Whether frames are still to take something away.</summary>
    internal bool IsPending => condemned.Count > 0;

    /// <summary>A frame that is being captured refers to an object.</summary>
    internal void OnReferred(ulong id) => referenced?.Add(id);

    /// <summary>From now on, what frames refer to is noted.</summary>
    internal void BeginTrace() => referenced = new IdSet();

    internal void EndTrace() => referenced = null;

    /// <summary>Decides about what a standby found. If frames referred to some of it since, that is returned, and what they refer to from now on is noted anew.</summary>
    /// <param name="ids">In the order of the ids.</param>
    /// <param name="found">The same ids.</param>
    /// <returns>Nothing if all of it will be taken away; null if nobody looks any more.</returns>
    /// <exception cref="ReplicationException">It holds ids that no object ever had.</exception>
    internal List<IdRun>? Judge(List<IdRun> ids, IdSet found)
    {
        if (referenced is null)
            return null;
        if (ids is [.., var last] && last.End - 1 > graph.Ids.Last)
            throw new ReplicationException($"object {last.End - 1} cannot be taken away: the last id given is {graph.Ids.Last}");
        var linked = found.Intersection(referenced);
        referenced = linked.Count > 0 ? new IdSet() : null;
        if (linked.Count > 0)
            return linked;
        graph.Condemn(found);
        (condemned, begin) = (ids, default);
        return linked;
    }

    /// <summary>Writes what this frame takes away.</summary>
    internal void WriteRemoved(FrameWriter frame)
    {
        taken.Clear();
        end = begin;
        for (ulong left = IdsPerFrameMax; left > 0 && end.Run < condemned.Count;)
        {
            var run = condemned[end.Run];
            var part = new IdRun(run.First + end.Offset, Math.Min(run.Count - end.Offset, left));
            taken.Add(part);
            left -= part.Count;
            end = part.End == run.End ? new Place(end.Run + 1, 0) : new Place(end.Run, end.Offset + part.Count);
        }
        frame.Removed(taken);
    }

    /// <summary>The frame is complete.</summary>
    internal void Confirm()
    {
        foreach (var run in taken)
            graph.TakeAway(run);
        begin = end;
        if (begin.Run < condemned.Count || condemned.Count == 0)
            return;
        (condemned, begin, end) = ([], default, default);
        graph.Condemn(null);
    }

    readonly record struct Place(int Run, ulong Offset);
}
