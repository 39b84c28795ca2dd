using Replicated.Frames;
using Replicated.Graph;
using Replicated.Marks;
using Replicated.Protocol;
using Replicated.Woven;

namespace Replicated.Capture;

/// <summary>Turns what is marked into frames. One caller at a time; any thread may go on changing objects meanwhile.</summary>
/// <remarks>
/// No store is lost, because a store writes its value and then tests the object's bit, while a capture sets the bit, passes a barrier in
/// all threads and then reads: either the capture reads the new value, or the store finds the bit set and marks the object again.
/// This holds for an object's members only once that object is armed, so objects that a capture comes upon go in rounds: reach and arm
/// until nothing new is found, with reads that nothing relies on; one barrier; then the reads that count. What only these find is the
/// next round.
/// </remarks>
internal sealed class Capturer
{
    readonly ObjectGraph graph;
    readonly bool racing;
    readonly FrameWriter frame;
    readonly MemberWriter writer;
    readonly Reacher reacher;
    readonly Work work;
    readonly Comparison comparison;

    /// <summary>The objects that threads marked, before their bits are taken.</summary>
    readonly List<MarkedObject> marked = [];

    /// <summary>The version of the registry whose statics are all attached.</summary>
    int staticsVersion = -1;

    internal Capturer(ObjectGraph graph, WriterMode writers, int valueBytesMax = Encoder.ValueBytesMax)
    {
        frame = new FrameWriter(valueBytesMax);
        this.graph = graph;
        racing = writers == WriterMode.Racing;
        Garbage = new Garbage(graph);
        work = new Work(graph, frame, Garbage);
        writer = new MemberWriter(frame.Changes, work);
        reacher = new Reacher(work);
        comparison = new Comparison(graph, valueBytesMax);
    }

    /// <summary>What nothing refers to any more, as far as the active knows. Not while a capture runs.</summary>
    internal Garbage Garbage { get; }

    /// <summary>Called, in tests only, at each step.</summary>
    internal Action<CaptureStep>? AtStep { get; set; }

    /// <summary>How many barriers captures have passed so far.</summary>
    internal long Barriers { get; private set; }

    /// <summary>
    /// Every capture takes the whole state: code runs whose stores are not seen. Only ever set.
    /// </summary>
    internal bool TakesWholeState { get; set; }

    /// <summary>Captures everything marked before the call.</summary>
    /// <param name="position">The position that the frame will have.</param>
    /// <param name="evenIfEmpty">Make a frame also if nothing changed.</param>
    /// <returns>The frame, or null if nothing was marked.</returns>
    /// <exception cref="ReplicationException">A value cannot be replicated. Everything is as it was before the call.</exception>
    internal Frame? Capture(Position position, bool evenIfEmpty = false)
    {
        work.Begin(TakesWholeState);
        int version = Registry.Version;
        try
        {
            KnownObjects.Check();
            Garbage.WriteRemoved(frame);
            TakeMarked();
            version = TakeRoots(version);
            WriteRounds();
            var captured = frame.IsEmpty && !evenIfEmpty ? null : frame.ToFrame(position);
            work.Confirm();
            Garbage.Confirm();
            staticsVersion = version;
            return captured;
        }
        catch (Exception exception)
        {
            string? path = PathOfCurrent();
            work.Restore();
            throw path is null
                ? new ReplicationException($"the commit captured nothing: {exception.Message}", exception)
                : new ReplicationException($"{path}: {exception.Message}", exception);
        }
        finally
        {
            // Now, and not by the next capture: an idle program keeps neither what a large commit needed nor objects that it let go.
            frame.Clear();
            work.End();
            ReusedList.Clear(marked);
        }
    }

    string? PathOfCurrent() => work.Current is null ? null : new PathFinder(graph).Find(work.Current, work.IsAtMembers ? writer.Field : 0);

    /// <summary>
    /// The whole state as it was sent last, as slices of about <paramref name="sliceBytes"/> each. A standby may take over only after
    /// the first frame captured after this: a racing store can be in a slice before it is in a frame.
    /// </summary>
    internal IReadOnlyList<Frame> Snapshot(Position position, int sliceBytes) => new SnapshotWriter(graph).Write(position, sliceBytes);

    void TakeMarked()
    {
        comparison.MarkChanged();
        LentMembers.MarkAll();
        MarkList.Drain(marked);
        work.TakeCollections();
        AtStep?.Invoke(CaptureStep.Drained);
        foreach (var one in marked)
        {
            var value = one.Object;
            ulong id = Header.IdOf(value);
            // Without an id it was marked in a capture that failed, which detached it, or it is a copy of what has the id. What is not
            // known is sent whole when it is reached.
            if (!graph.IsKnown(id))
                continue;
            long members = ~Interlocked.Exchange(ref value.GetHeader().Clean, -1);
            if (members != 0)
                work.Take(value, id, members);
        }
    }

    /// <returns>The version whose statics are all taken now.</returns>
    int TakeRoots(int version)
    {
        if (version != staticsVersion || TakesWholeState)
        {
            foreach (var root in Registry.Statics)
            {
                if (Initialisers.IsAwaited(root.DeclaringType))
                    work.IdOf(root.Holder);
                else
                    version = -1;
            }
        }
        if (TakesWholeState)
        {
            foreach (object root in graph.Roots.Values)
                work.IdOfRoot(root);
        }
        foreach (var (name, value) in graph.NewRoots)
            frame.Root(name, work.IdOfRoot(value));
        return version;
    }

    void WriteRounds()
    {
        do
        {
            work.Reach(reacher);
            AtStep?.Invoke(CaptureStep.Armed);
            if (racing && work.NeedsBarrier)
            {
                Interlocked.MemoryBarrierProcessWide();
                Barriers++;
            }
            AtStep?.Invoke(CaptureStep.BarrierPassed);
            work.WriteRound(writer);
            AtStep?.Invoke(CaptureStep.Written);
        }
        while (work.HasMore);
    }
}
