using Replicated.Collections;
using Replicated.Frames;
using Replicated.Graph;
using Replicated.Marks;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Capture;

/// <summary>What one capture has taken and has still to write, so that a capture that fails can be undone.</summary>
internal sealed class Work(ObjectGraph graph, FrameWriter frame, Garbage garbage) : ReferenceWriter
{
    readonly Announcer announcer = new(graph, frame);

    /// <summary>Objects whose bits this capture took, with the members to write; new ones have all.</summary>
    readonly List<TakenObject> taken = [];

    /// <summary>Collections that this capture was the first to reach.</summary>
    readonly List<TrackedCollection> found = [];

    /// <summary>Collections whose changes were written.</summary>
    readonly List<TrackedCollection> changed = [];

    /// <summary>Collections known before, as far as they may have changed.</summary>
    readonly KnownCollections known = new(graph);

    /// <summary>Where the whole state is taken: what was met already. Null: only what is marked or new.</summary>
    IdSet? met;

    /// <summary>Collections known before that are met where the whole state is taken, for what they hold.</summary>
    readonly List<TrackedCollection> metCollections = [];

    int metReached;
    int objectsReached;
    int objectsWritten;
    int collectionsReached;
    int collectionsWritten;
    int typesBefore;
    Writing writing;

    /// <summary>How many collections that never change are being written, one within the other.</summary>
    int constantsOpen;

    /// <summary>Whether a struct that calls can change in its box was written since this was reset.</summary>
    bool metBox;

    internal override Layout? LayoutOf(Shape shape) => graph.Types.LayoutOf(shape);

    internal bool HasMore => objectsWritten < taken.Count || collectionsWritten < found.Count || metReached < metCollections.Count || known.HasMore;

    /// <summary>Whether something is about to be read that was just armed, or whose changes were just taken. What is compared is read as it is.</summary>
    internal bool NeedsBarrier => objectsWritten < taken.Count || collectionsWritten < found.Count || metReached < metCollections.Count || known.NeedBarrier;

    /// <summary>Whether it is members that are being written, and not items.</summary>
    internal bool IsAtMembers => writing == Writing.Objects;

    /// <summary>What is being written, for the path in an error: an object, a collection known before, or one found in this capture.</summary>
    internal object? Current => writing switch
    {
        Writing.Objects => taken[objectsWritten - 1].Object,
        Writing.KnownCollections => known.Current.Instance,
        Writing.FoundCollections => found[collectionsWritten - 1].Instance,
        _ => null,
    };

    /// <param name="whole">Take everything that can be reached from the roots, marked or not.</param>
    internal void Begin(bool whole = false)
    {
        met = whole ? new IdSet() : null;
        metReached = 0;
        objectsReached = objectsWritten = collectionsReached = collectionsWritten = 0;
        graph.Prune();
        graph.Collections.CheckWatches();
        typesBefore = graph.Types.Count;
        writing = Writing.Nothing;
        constantsOpen = 0;
        announcer.WriteChanged();
    }

    /// <summary>Takes what may have changed in the known collections.</summary>
    internal void TakeCollections() => known.Take(whole: met is not null);

    internal void Take(IReplicated value, ulong id, long members)
    {
        if (met is null)
            taken.Add(new TakenObject(value, members, id, IsNew: false));
        else
            TakeWhole(value, id);
    }

    void TakeWhole(IReplicated value, ulong id)
    {
        if (!met!.Add(id))
            return;
        Interlocked.Exchange(ref value.GetHeader().Clean, -1);
        taken.Add(new TakenObject(value, -1, id, IsNew: false));
        if (value.GetShape().Items is { } items)
            IdOf(value, items);
    }

    /// <summary>The id of an object; a new one is attached and armed, and written in the next round.</summary>
    internal override ulong IdOf(IReplicated value)
    {
        ulong known = Header.IdOf(value);
        if (graph.IsKnown(known))
        {
            if (met is not null)
                TakeWhole(value, known);
            garbage.OnReferred(known);
            return known;
        }
        if (graph.Derived.FaultOf(value) is { } fault)
            throw new ReplicationException($"a {TypeNames.Of(value.GetType())} cannot be replicated: {fault}");
        var shape = value.GetShape();
        int type = announcer.NumberOf(shape);
        var making = Makings.Of(value);
        ulong id = graph.Ids.Next();
        NewCollection? items = shape.Items is { } codec ? Track(value, codec, null) : null;
        met?.Add(id);
        Header.Attach(value, id);
        taken.Add(new TakenObject(value, -1, id, IsNew: true));
        Volatile.Write(ref value.GetHeader().Clean, -1);
        frame.Created(id, type, making);
        if (shape.ComparedBits != 0)
            graph.Compared.Add(value, id, shape.ComparedBits);
        if (items is { } its)
            Attach(value, its);
        return id;
    }

    internal override ulong IdOf(object collection, ICollectionCodec codec)
    {
        var watch = TakeWatch();
        if (graph.Collections.Find(collection) is { } attached)
        {
            if (!attached.OnReferred(watch))
            {
                if (graph.Collections.Unwatch(attached) is { } within)
                    known.Add(within);
                known.Add(attached);
            }
            if (met is not null && met.Add(attached.Id))
                metCollections.Add(attached);
            garbage.OnReferred(attached.Id);
            return attached.Id;
        }
        if (!codec.Fits(collection))
        {
            throw new ReplicationException(
                $"a {TypeNames.Of(collection.GetType())} cannot be replicated where the member is a {TypeNames.Of(codec.Type)}: its class derives from that and is not replicated; mark it with [Replicated] where it is declared, or hold its items in the collection itself");
        }
        var created = Track(collection, codec, watch);
        Attach(collection, created);
        return created.Tracked.Id;
    }

    /// <summary>Gives a collection, or the items of an object that derives from one, the next id. What it needs to be made comes before it, and if that fails it was never here.</summary>
    NewCollection Track(object collection, ICollectionCodec codec, Watch? watch)
    {
        var tracked = codec.Track(collection, graph.Ids.Next());
        tracked.OnReferred(watch);
        int type = announcer.NumberOf(codec);
        constantsOpen += tracked.IsConstant ? 1 : 0;
        var making = Makings.Of(tracked, this);
        constantsOpen -= tracked.IsConstant ? 1 : 0;
        return new NewCollection(tracked, type, making);
    }

    void Attach(object collection, in NewCollection created)
    {
        var (tracked, type, making) = created;
        met?.Add(tracked.Id);
        graph.Collections.Add(collection, tracked);
        graph.Orders.Add(tracked);
        found.Add(tracked);
        frame.Created(tracked.Id, type, making);
    }

    internal override int NumberOf(Codec codec) => announcer.NumberOf(codec);

    internal override int NumberOf(DelegateMethod method) => announcer.NumberOf(method);

    internal override void MeetRunningIterator() => throw new ReplicationException(
        "an iterator cannot be replicated while its own code runs: commit between its steps, not in what it calls or in another thread meanwhile");

    internal override void MeetChangingBox(object box)
    {
        if (constantsOpen > 0)
        {
            throw new ReplicationException(
                $"a {TypeNames.Of(box.GetType())}, which its methods change, cannot be replicated as an object in an immutable collection: nobody would see the change. Hold it in a member or in a List, make its methods readonly, or make it a class");
        }
        metBox = true;
    }

    internal ulong IdOfRoot(object value)
    {
        if (value is IReplicated replicated)
            return IdOf(replicated);
        return IdOf(value, (ICollectionCodec)Codecs.Of(value.GetType())!);
    }

    /// <summary>Attaches and arms everything that can be reached, without relying on what is read.</summary>
    internal void Reach(Reacher reacher)
    {
        while (objectsReached < taken.Count || collectionsReached < found.Count || metReached < metCollections.Count)
        {
            if (objectsReached < taken.Count)
                ReachFrom(taken[objectsReached++], reacher);
            else if (metReached < metCollections.Count)
                ReachFrom(metCollections[metReached++], reacher);
            else
                ReachFrom(found[collectionsReached++], reacher);
        }
    }

    void ReachFrom(in TakenObject item, Reacher reacher)
    {
        try
        {
            item.Object.Reach(item.Members, reacher);
            if (item.IsWhole)
                graph.Kept.Reach(item.Object, reacher);
        }
        catch (ReplicationException)
        {
            // What cannot be replicated is met again, and reported with its path, when the member is written.
        }
    }

    static void ReachFrom(TrackedCollection collection, Reacher reacher)
    {
        try
        {
            collection.Reach(reacher);
        }
        catch (ReplicationException)
        {
            // As above.
        }
    }

    /// <summary>Writes what was known when the barrier passed; what it comes upon is left to the next round.</summary>
    internal void WriteRound(MemberWriter writer)
    {
        int objects = taken.Count;
        int collections = found.Count;
        int knownCount = known.Count;
        writing = Writing.Objects;
        while (objectsWritten < objects)
            WriteObject(writer, taken[objectsWritten++]);
        writing = Writing.KnownCollections;
        while (known.Written < knownCount)
        {
            var touched = known.Next();
            WriteCollection(writer, known.Current, touched);
        }
        writing = Writing.FoundCollections;
        while (collectionsWritten < collections)
            WriteCollection(writer, found[collectionsWritten++], [ItemRange.Whole]);
        writing = Writing.Nothing;
    }

    void WriteObject(MemberWriter writer, in TakenObject item)
    {
        var change = frame.BeginChange(item.Id);
        metBox = false;
        if (graph.Compared.Count != 0 && graph.Compared.Find(item.Object) is { } known)
            known.Write(item.Object, item.Members, writer);
        else
            item.Object.Write(item.Members, writer);
        if (metBox && graph.Compared.Widen(item.Object, item.Id) is { } widened)
        {
            // Once more, so that what is sent is noted.
            frame.CancelChange(change);
            change = frame.BeginChange(item.Id);
            widened.Write(item.Object, item.Members | widened.Members, writer);
        }
        if (graph.Types.HasLayouts)
            RewriteObject(item, writer, change);
        frame.EndChange(change, canDrop: (item.Members & item.Object.GetShape().ReferenceBits) != 0);
    }

    void RewriteObject(in TakenObject item, MemberWriter writer, in ChangeStart change)
    {
        var layout = LayoutOf(item.Object.GetShape());
        layout?.Rewrite(writer.Encoder, change.Members);
        if (item.IsWhole)
            graph.Kept.Write(item.Object, layout, writer);
    }

    void WriteCollection(MemberWriter writer, TrackedCollection tracked, ReadOnlySpan<ItemRange> touched)
    {
        // Held on to until it is written, so that it cannot go meanwhile.
        object? instance = tracked.Instance;
        if (instance is null)
            return;
        var change = frame.BeginChange(tracked.Id);
        changed.Add(tracked);
        if (tracked.WriteChanges(writer, touched))
            frame.EndChange(change);
        else
        {
            changed.RemoveAt(changed.Count - 1);
            frame.CancelChange(change);
        }
        GC.KeepAlive(instance);
    }

    /// <summary>The frame is complete: what was written counts as sent.</summary>
    internal void Confirm()
    {
        foreach (var tracked in changed)
            tracked.Confirm();
        graph.NewRoots.Clear();
        graph.Types.Changed.Clear();
    }

    /// <summary>Puts everything back as it was before the capture: the next one takes it again.</summary>
    internal void Restore()
    {
        graph.Types.TruncateTo(typesBefore);
        foreach (var tracked in changed)
            tracked.Discard();
        known.Restore();
        foreach (var tracked in found)
            graph.Collections.Remove(tracked);
        foreach (var (value, members, _, isNew) in taken)
        {
            if (isNew)
            {
                Header.Detach(value);
                graph.Compared.Remove(value);
            }
            else if (Interlocked.And(ref value.GetHeader().Clean, ~members) == -1)
                MarkList.Relist(value);
        }
    }

    /// <summary>After it was confirmed or restored: holds on to nothing.</summary>
    internal void End()
    {
        met = null;
        ReusedList.Clear(metCollections);
        ReusedList.Clear(taken);
        ReusedList.Clear(found);
        ReusedList.Clear(changed);
        known.End();
    }

    /// <summary>An object whose bits this capture took.</summary>
    readonly record struct TakenObject(IReplicated Object, long Members, ulong Id, bool IsNew)
    {
        internal bool IsWhole => Members == -1;
    }

    /// <summary>A collection that this capture was the first to reach.</summary>
    readonly record struct NewCollection(TrackedCollection Tracked, int Type, Making Making);

    enum Writing
    {
        Nothing,
        Objects,
        KnownCollections,
        FoundCollections,
    }
}
