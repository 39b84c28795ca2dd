using Replicated.Collections;
using Replicated.Frames;
using Replicated.Graph;
using Replicated.Protocol;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Capture;

/// <summary>
/// Writes everything that is attached and reachable from the roots. It attaches nothing: a reference to an object that is not attached
/// was stored after the last capture, so the next frame brings the object and the member that refers to it.
/// </summary>
internal sealed class SnapshotWriter : ReferenceWriter
{
    readonly ObjectGraph graph;
    readonly FrameWriter slice = new();
    readonly MemberWriter writer;
    readonly Announcer announcer;
    readonly IdSet seen = new();
    readonly Queue<object> waiting = [];
    readonly List<Frame> slices = [];

    internal SnapshotWriter(ObjectGraph graph)
    {
        this.graph = graph;
        writer = new MemberWriter(slice.Changes, this);
        announcer = new Announcer(graph, slice);
    }

    internal List<Frame> Write(Position position, int sliceBytes)
    {
        announcer.WriteAll();
        foreach (var root in Registry.Statics)
            IdOf(root.Holder);
        foreach (var (name, value) in graph.Roots)
        {
            if (IdOfRoot(value) is > 0 and var id)
                slice.Root(name, id);
        }
        while (waiting.TryDequeue(out object? next))
        {
            WriteOne(next);
            if (slice.Length >= sliceBytes && waiting.Count > 0)
                EndSlice(position, last: false);
        }
        EndSlice(position, last: true);
        graph.Keep(seen);
        return slices;
    }

    void EndSlice(Position position, bool last)
    {
        slices.Add(slice.ToFrame(position, slices.Count, last));
        slice.Clear();
    }

    void WriteOne(object next)
    {
        if (next is TrackedCollection tracked)
        {
            var change = slice.BeginChange(tracked.Id);
            if (tracked.WriteSent(writer))
                slice.EndChange(change);
            else
                slice.CancelChange(change);
            return;
        }
        var value = (IReplicated)next;
        var start = slice.BeginChange(Header.IdOf(value));
        value.Write(-1, writer);
        if (graph.Types.HasLayouts)
        {
            var layout = LayoutOf(value.GetShape());
            layout?.Rewrite(slice.Changes, start.Members);
            graph.Kept.Write(value, layout, writer);
        }
        slice.EndChange(start);
    }

    internal override Layout? LayoutOf(Shape shape) => graph.Types.LayoutOf(shape);

    internal override ulong IdOf(IReplicated value)
    {
        ulong id = Header.IdOf(value);
        // Not in the snapshot before: standbys that began with that one do not know it, so the next frame brings it to all.
        if (!graph.IsKnown(id))
            return 0;
        if (id != 0 && seen.Add(id))
        {
            var shape = value.GetShape();
            var items = shape.Items is null ? null : graph.Collections.Find(value);
            // What its items need to be made comes before it, and they come next.
            var making = items is null ? null : Makings.Of(items, this);
            slice.Created(id, announcer.NumberOf(shape), Makings.Of(value));
            waiting.Enqueue(value);
            if (making is not null)
                Add(items!, making);
        }
        return id;
    }

    void Add(TrackedCollection tracked, Making making)
    {
        seen.Add(tracked.Id);
        slice.Created(tracked.Id, announcer.NumberOf(tracked.Codec), making);
        waiting.Enqueue(tracked);
    }

    internal override ulong IdOf(object collection, ICollectionCodec codec)
    {
        if (graph.Collections.Find(collection) is not { } tracked || !graph.IsKnown(tracked.Id))
            return 0;
        if (seen.Add(tracked.Id))
            Add(tracked, Makings.Of(tracked, this));
        return tracked.Id;
    }

    /// <summary>What has no number was stored after the last capture, as above.</summary>
    internal override int NumberOf(Codec codec) => graph.Types.NumberOf(codec.Name);

    internal override int NumberOf(DelegateMethod method) => graph.Types.NumberOf(method.Name);

    ulong IdOfRoot(object value) => value is IReplicated replicated ? IdOf(replicated) : IdOf(value, (ICollectionCodec)Codecs.Of(value.GetType())!);
}
