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

    /// <summary>Collections that never change and wait for the members of the objects in them.</summary>
    readonly List<TrackedCollection> incomplete = [];
    readonly OwnInstances own;

    /// <summary>Under which id each object that this node has by itself was brought last.</summary>
    readonly Dictionary<string, ulong> knownIds = [];
    static readonly Making plain = new();
    MemberReader members;

    internal Applier(ObjectGraph graph)
    {
        this.graph = graph;
        Tracer = new Tracer(graph);
        own = new OwnInstances(graph);
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
            Create(head, types, frame.Bytes.Length);
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
            incomplete.Clear();
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
                Create(head, TypesOf(head), size);
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

    void Create(FrameHead head, List<ObjectType> types, long frameBytes)
    {
        // Each item of an array is in the same frame, so lengths beyond its size are not believed.
        ulong itemsLeft = (ulong)frameBytes;
        for (int i = 0; i < types.Count; i++)
        {
            var created = head.Created[i];
            if (graph.Objects.Entry(created.Id) is not null)
                throw new FrameDamagedException($"object {created.Id} exists already");
            ulong length = created.Making?.Length ?? 0;
            if (length > itemsLeft)
                throw new FrameDamagedException($"arrays of {length} items and more in {frameBytes} bytes");
            itemsLeft -= length;
            object entry = types[i] switch
            {
                ObjectType.Class(var shape) => Arm(shape, created),
                ObjectType.Collection(var codec) => Make(codec, created),
                var other => throw new FrameDamagedException($"an object of the type {other.Name}, which has none"),
            };
            graph.Objects.Add(created.Id, entry);
            Tracer.OnCreated(created.Id, entry);
        }
    }

    TrackedCollection Make(ICollectionCodec codec, in CreatedObject created)
    {
        var construction = ConstructionOf(created.Making ?? plain);
        var tracked = (own.Find(created) is { } ours ? Adoption.Of(ours, codec, created.Id, construction) : null) ?? codec.Create(created.Id, construction);
        if (tracked.Instance is null)
            incomplete.Add(tracked);
        graph.Orders.Add(tracked);
        return tracked;
    }

    Construction ConstructionOf(Making making)
    {
        var contents = new Decoder();
        contents.Reset(making.Contents);
        object? comparer = making.ComparerObject == 0 ? null
            : graph.Objects.Find(making.ComparerObject) ?? throw new FrameDamagedException($"the comparer is object {making.ComparerObject}, which is not known");
        return new Construction
        {
            Length = (int)making.Length,
            Lengths = making.Lengths.Count == 0 ? null : [.. making.Lengths.Select(length => (int)Math.Min(length, int.MaxValue))],
            Comparer = new ComparerName(making.Comparer, comparer),
            Contents = new MemberReader(contents, graph.Objects) { IsAhead = members.IsAhead },
        };
    }

    /// <summary>Makes an object without running a constructor, attached and unchanged, so that a takeover costs nothing per object.</summary>
    IReplicated Arm(Shape shape, in CreatedObject created)
    {
        ulong id = created.Id;
        var value = shape.IsStatics ? Registry.HolderOf(shape.Type)
            : created.Making?.Known is { } name ? Known(shape, name, id)
            : own.Find(created) is IReplicated ours && ours.GetType() == shape.Type ? ours
            : (IReplicated)Registry.NewUninitialized(shape.Type);
        Header.Attach(value, id);
        value.GetHeader().Clean = -1;
        if (shape.ComparedBits != 0)
            graph.Compared.Add(value, id, shape.ComparedBits);
        Rebuilder.OnCreated(value, shape);
        return value;
    }

    /// <summary>The object that this node has by itself.</summary>
    IReplicated Known(Shape shape, string name, ulong id)
    {
        var value = KnownObjects.Find(name) ?? throw new ReplicationException($"this build has no object {name}: deploy the build of the active on this node too");
        if (value.GetType() != shape.Type)
            throw new ReplicationException($"{name} is a {TypeNames.Of(value.GetType())} here and a {shape.Name} on the active: deploy the build of the active on this node too");
        if (Header.IdOf(value) is > 0 and var other && graph.Objects.Entry(other) == value)
        {
            if (knownIds.GetValueOrDefault(name) != other)
                throw new ReplicationException($"{name} is object {other} already: two objects of the active are one here; deploy the build of the active on this node too");
            // It came back on the active before it was taken away here. It is the same object, so what goes is the old id only.
            graph.Objects.Remove(new IdRun(other, 1), static _ => { });
        }
        knownIds[name] = id;
        return value;
    }

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
        if (change.Target is TrackedCollection collection)
            collection.Read(members);
        else
            ReadMembers(Unsafe.As<IReplicated>(change.Target));
        if (members.TakePutOff())
            again.Add(change);
    }

    /// <summary>Makes the collections that waited for the members of objects, and reads what refers to them once more.</summary>
    void Complete()
    {
        if (incomplete.Count == 0)
            return;
        foreach (var tracked in incomplete)
        {
            tracked.Complete();
            if (tracked.Instance is null)
                throw new FrameDamagedException($"object {tracked.Id} needs itself to be made");
            graph.Orders.Add(tracked);
            Tracer.OnCompleted(tracked);
        }
        incomplete.Clear();
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

    void ApplyPutOff()
    {
        foreach (var change in putOff)
            ReadAt(change);
        putOff.Clear();
    }

    void ReadAt(in Put change)
    {
        reader.Decoder.Reset(change.Frame);
        reader.Decoder.Seek(change.Place, change.Size);
        if (change.Target is TrackedCollection collection)
            collection.Read(members);
        else
            ReadMembers(Unsafe.As<IReplicated>(change.Target));
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
            while (members.NextMember(shape, out int member))
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
                ReadMember(value, field);
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
