using System.Runtime.CompilerServices;
using Replicated.Collections;
using Replicated.Frames;
using Replicated.Graph;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Apply;

/// <summary>Turns frames into objects on a standby. One caller at a time, while the app does not run.</summary>
/// <remarks>
/// The objects of a frame are made first, so that members can refer to any of them; then members are read; then hashed collections,
/// because the hash code of a key may depend on its members.
/// </remarks>
internal sealed class Applier
{
    readonly ObjectGraph graph;
    readonly FrameReader reader = new();
    readonly List<Put> putOff = [];

    /// <summary>Objects, lists and arrays that refer to a collection which is not complete yet.</summary>
    readonly List<Put> again = [];

    readonly ObjectMaker maker;
    MemberReader members;

    /// <summary>The member that is read.</summary>
    int member;

    internal Applier(ObjectGraph graph)
    {
        this.graph = graph;
        Tracer = new Tracer(graph);
        maker = new ObjectMaker(graph, Tracer, Rebuilder);
        Overflows = new Overflows(graph);
        members = new MemberReader(reader.Decoder, graph.Objects);
    }

    /// <summary>Why the state can no longer be used, or null. A snapshot makes it usable again.</summary>
    internal string? Broken { get; private set; }

    /// <summary>Looks, between frames, for what nothing refers to any more.</summary>
    internal Tracer Tracer { get; }

    /// <summary>Rebuilds what is not replicated of the objects that frames brought.</summary>
    internal Rebuilder Rebuilder { get; } = new();

    /// <summary>Values that this build's members have no room for.</summary>
    internal Overflows Overflows { get; }

    /// <summary>How many objects the frames applied so far brought, and how many can refer to less than before.</summary>
    internal long Churn { get; private set; }

    /// <summary>Applies one frame, whole.</summary>
    /// <exception cref="ReplicationException">
    /// The frame is damaged or does not fit this build; the message says where. The state is as before the call unless <see cref="Broken"/> says otherwise.
    /// </exception>
    internal void Apply(Frame frame)
    {
        if (Broken is { } reason)
            throw new ReplicationException($"the state is not usable since {reason}");
        Guarded(frame, () =>
        {
            var head = Open(frame);
            if (head.Slice is not null)
                throw new FrameDamagedException("a slice of a snapshot where a commit was expected");
            Announce(head);
            var types = TypesOf(head);
            Broken = $"frame {frame.Position} was applied in part";
            maker.Create(head, types, frame.Bytes.Length, isAhead: false);
            ApplyChanges(frame);
            Complete();
            ApplyPutOff();
            NameRoots(head);
            graph.Remove(head.Removed);
            Overflows.Forget(head.Removed);
            Churn += head.Created.Count;
            Broken = null;
        });
        Overflows.OnApplied();
        Rebuilder.OnApplied();
    }

    /// <summary>Replaces the whole state by that of a snapshot. All slices were received.</summary>
    /// <exception cref="ReplicationException">As for <see cref="Apply"/>; nothing is replaced before all slices are found whole.</exception>
    internal void Replace(IReadOnlyList<Frame> slices)
    {
        var position = slices[^1];
        Guarded(position, () =>
        {
            putOff.Clear();
            again.Clear();
            maker.Incomplete.Clear();
            var heads = slices.Select(Open).ToList();
            CheckSlices(heads);
            Broken = $"the snapshot at {position.Position} was applied in part";
            Tracer.End();
            Rebuilder.Clear();
            Overflows.Clear();
            graph.Clear();
            members = new MemberReader(reader.Decoder, graph.Objects) { IsAhead = true };
            long size = slices.Sum(slice => (long)slice.Bytes.Length);
            foreach (var head in heads)
            {
                Announce(head);
                maker.Create(head, TypesOf(head), size, isAhead: true);
            }
            foreach (var slice in slices)
            {
                Open(slice);
                ApplyChanges(slice);
            }
            Complete();
            ApplyPutOff();
            foreach (var head in heads)
                NameRoots(head);
            members.IsAhead = false;
            Broken = null;
        });
        Overflows.OnApplied();
        Rebuilder.OnApplied();
    }

    static void Guarded(Frame frame, Action apply)
    {
        try
        {
            apply();
        }
        catch (ReplicationException exception)
        {
            throw new ReplicationException($"frame {frame.Position} cannot be applied: {exception.Message}", exception);
        }
    }

    FrameHead Open(Frame frame)
    {
        var head = reader.Open(frame.Bytes);
        if (head.Position != frame.Position)
            throw new FrameDamagedException($"it says that it is {head.Position}");
        return head;
    }

    static void CheckSlices(List<FrameHead> heads)
    {
        for (int i = 0; i < heads.Count; i++)
        {
            if (heads[i].Slice != i || heads[i].LastSlice != (i == heads.Count - 1))
                throw new FrameDamagedException($"slice {i} of a snapshot of {heads.Count} is not where it belongs");
        }
    }

    void Announce(FrameHead head)
    {
        foreach (var announced in head.Types)
        {
            var type = graph.Resolver.Resolve(announced, out var layout);
            if (announced.Number <= graph.Types.Count && graph.Types.Find(announced.Number)?.Name == type.Name)
                graph.Types.Learn(type, layout);
            else if (announced.Number != graph.Types.Count + 1)
                throw new FrameDamagedException($"type number {announced.Number} where {graph.Types.Count + 1} was expected");
            else
            {
                graph.Types.Add(type);
                graph.Types.Learn(type, layout);
            }
        }
    }

    List<ObjectType> TypesOf(FrameHead head)
        => [.. head.Created.Select(created => graph.Types.Find(created.Type) ?? throw new FrameDamagedException($"type number {created.Type} was not announced"))];

    void ApplyChanges(Frame frame)
    {
        while (reader.NextChange(out ulong id))
        {
            object? entry = graph.Objects.Entry(id);
            if (entry is TrackedCollection collection)
                ApplyToCollection(collection, frame);
            else if (entry is null)
                throw reader.Decoder.Damaged($"a change of object {id}, which is not known");
            else
            {
                // The table holds nothing else.
                Read(new Put(entry, frame.Bytes, reader.Decoder.Position, reader.Decoder.Remaining));
                reader.EndChange();
            }
        }
    }

    /// <summary>Reads a change; if it refers to a collection that is not complete, it is read again when that is.</summary>
    void Read(in Put change)
    {
        ReadChange(change.Target);
        if (members.TakePutOff())
            again.Add(change);
    }

    /// <summary>Makes the collections that waited for the members of objects, and reads what refers to them once more.</summary>
    void Complete()
    {
        if (maker.Incomplete.Count == 0)
            return;
        foreach (var tracked in maker.Incomplete)
        {
            tracked.Complete();
            if (tracked.Instance is null)
                throw new FrameDamagedException($"object {tracked.Id} needs itself to be made");
            graph.Orders.Add(tracked);
            Tracer.OnCompleted(tracked);
        }
        maker.Incomplete.Clear();
        foreach (var change in again)
            ReadAt(change);
        again.Clear();
    }

    void ApplyToCollection(TrackedCollection collection, Frame frame)
    {
        Churn++;
        if (collection.IsHashed)
        {
            var (place, size) = reader.PutOffChange();
            putOff.Add(new Put(collection, frame.Bytes, place, size));
            return;
        }
        Read(new Put(collection, frame.Bytes, reader.Decoder.Position, reader.Decoder.Remaining));
        reader.EndChange();
    }

    /// <summary>First the items of objects that derive from collections: such an object can be a key, and its hash code may come from them.</summary>
    void ApplyPutOff()
    {
        ApplyPutOff(ofDerived: true);
        ApplyPutOff(ofDerived: false);
        putOff.Clear();
    }

    void ApplyPutOff(bool ofDerived)
    {
        foreach (var change in putOff)
        {
            if (change.Target is TrackedCollection { Instance: IReplicated } == ofDerived)
                ReadAt(change);
        }
    }

    void ReadAt(in Put change)
    {
        reader.Decoder.Reset(change.Frame);
        reader.Decoder.Seek(change.Place, change.Size);
        ReadChange(change.Target);
    }

    void ReadChange(object target)
    {
        member = MemberMatch.None;
        try
        {
            if (target is TrackedCollection collection)
                collection.Read(members);
            else
                ReadMembers(Unsafe.As<IReplicated>(target));
        }
        // What this node cannot make, and not a frame that is damaged.
        catch (ReplicationException failure) when (failure is not FrameDamagedException)
        {
            object? value = target is TrackedCollection collection ? collection.Instance : target;
            if (value is null || new PathFinder(graph).Find(value, member + 1) is not { } path)
                throw;
            throw new ReplicationException($"{path}: {failure.Message}", failure);
        }
    }

    void ReadMembers(IReplicated value)
    {
        var shape = value.GetShape();
        members.HasChangingBox = false;
        long read = 0;
        if (graph.Types.LayoutOf(shape) is { } layout)
        {
            ReadFields(value, layout);
            Churn++;
        }
        else
        {
            while (members.NextMember(shape, out member))
            {
                value.Read(member, members);
                read |= Shape.BitOf(member);
            }
        }
        if ((read & shape.ReferenceBits) != 0)
            Churn++;
        // When this node is active, the box changes here.
        if (members.HasChangingBox)
            graph.Compared.Widen(value, Header.IdOf(value));
    }

    void ReadFields(IReplicated value, Layout layout)
    {
        while (members.NextField(layout.FieldMax, out int number))
        {
            var field = layout[number];
            if (field.Unknown is { } codec)
                graph.Kept.Keep(value, number, codec, codec.ReadObject(members, members.FieldType));
            else if (field.Member == MemberMatch.None)
                reader.Decoder.Skip(members.FieldType);
            else
            {
                member = field.Member;
                ReadMember(value, field);
            }
        }
    }

    void ReadMember(IReplicated value, LayoutField field)
    {
        var fitting = Layout.Convert(field, members);
        if (fitting is not null)
            value.Read(field.Member, fitting);
        if (field.Reading is not null)
            Overflows.Note(value, field, isTooLarge: fitting is null);
    }

    void NameRoots(FrameHead head)
    {
        foreach (var (name, id) in head.Roots)
            graph.Roots[name] = graph.Objects.Find(id) ?? throw new FrameDamagedException($"the root '{name}' is object {id}, which is not known");
    }

    /// <summary>A change that is read later: where it stands in its frame.</summary>
    readonly record struct Put(object Target, ReadOnlyMemory<byte> Frame, int Place, int Size);
}
