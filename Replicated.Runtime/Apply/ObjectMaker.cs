using Replicated.Collections;
using Replicated.Frames;
using Replicated.Graph;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Apply;

/// <summary>Makes the objects that a frame brings, or finds those that this node has already. Their members and items come later.</summary>
internal sealed class ObjectMaker(ObjectGraph graph, Tracer tracer, Rebuilder rebuilder)
{
    static readonly Making plain = new();

    readonly OwnInstances own = new(graph);

    /// <summary>Under which id each object that this node has by itself was brought last.</summary>
    readonly Dictionary<string, ulong> knownIds = [];

    /// <summary>Collections that never change and wait for the members of the objects in them.</summary>
    internal List<TrackedCollection> Incomplete { get; } = [];

    /// <param name="head">What the frame says of them.</param>
    /// <param name="types">The type of each.</param>
    /// <param name="frameBytes">The size of the frame, or of all slices of a snapshot.</param>
    /// <param name="isAhead">See <see cref="MemberReader.IsAhead"/>.</param>
    internal void Create(FrameHead head, List<ObjectType> types, long frameBytes, bool isAhead)
    {
        // Each item of an array is in the same frame, so lengths beyond its size are not believed.
        ulong itemsLeft = (ulong)frameBytes;
        for (int i = 0; i < types.Count; i++)
        {
            var created = head.Created[i];
            Check(created, frameBytes, ref itemsLeft);
            switch (types[i])
            {
                case ObjectType.Class({ Items: { } items } derived):
                    i++;
                    if (i == types.Count || types[i] is not ObjectType.Collection(var its) || its.Type != items.Type || head.Created[i].Id != created.Id + 1)
                        throw new FrameDamagedException($"object {created.Id} is a {derived.Name} without its items");
                    Check(head.Created[i], frameBytes, ref itemsLeft);
                    Derive(derived, items, created, head.Created[i], isAhead);
                    break;
                case ObjectType.Class(var shape):
                    Arm(Find(shape, created) ?? (IReplicated)Registry.NewUninitialized(shape.Type), shape, created.Id);
                    break;
                case ObjectType.Collection(var codec):
                    Make(codec, created, isAhead);
                    break;
                case var other:
                    throw new FrameDamagedException($"an object of the type {other.Name}, which has none");
            }
        }
    }

    void Check(in CreatedObject created, long frameBytes, ref ulong itemsLeft)
    {
        if (graph.Objects.Entry(created.Id) is not null)
            throw new FrameDamagedException($"object {created.Id} exists already");
        ulong length = created.Making?.Length ?? 0;
        if (length > itemsLeft)
            throw new FrameDamagedException($"arrays of {length} items and more in {frameBytes} bytes");
        itemsLeft -= length;
    }

    void Add(ulong id, object entry)
    {
        graph.Objects.Add(id, entry);
        tracer.OnCreated(id, entry);
    }

    void Make(ICollectionCodec codec, in CreatedObject created, bool isAhead)
    {
        var construction = ConstructionOf(created, isAhead);
        var adopted = own.Find(created) is { } ours && codec.Fits(ours) ? Adoption.Of(ours, codec, created.Id, construction) : null;
        Add(adopted ?? codec.Create(created.Id, construction));
    }

    void Add(TrackedCollection tracked)
    {
        if (tracked.Instance is null)
            Incomplete.Add(tracked);
        graph.Orders.Add(tracked);
        Add(tracked.Id, tracked);
    }

    /// <summary>Makes an object of a class that derives from a collection: no constructor of the class runs, but that of the collection does.</summary>
    void Derive(Shape shape, ICollectionCodec codec, in CreatedObject created, in CreatedObject items, bool isAhead)
    {
        var construction = ConstructionOf(items, isAhead);
        var value = Find(shape, created);
        var tracked = value is null ? null : Adoption.Of(value, codec, items.Id, construction);
        if (tracked is null)
        {
            if (created.Making?.Known is { } name)
                throw new ReplicationException($"{name} compares its items in another way here than on the active: give it a comparer that each node has by itself");
            value = (IReplicated)Registry.NewUninitialized(shape.Type);
            tracked = codec.Create(items.Id, construction with { Derived = value });
        }
        Arm(value!, shape, created.Id);
        Add(tracked);
    }

    Construction ConstructionOf(in CreatedObject created, bool isAhead)
    {
        var making = created.Making ?? plain;
        var contents = new Decoder();
        contents.Reset(making.Contents);
        object? comparer = making.ComparerObject == 0 ? null
            : graph.Objects.Find(making.ComparerObject) ?? throw new FrameDamagedException($"the comparer is object {making.ComparerObject}, which is not known");
        return new Construction
        {
            Length = (int)making.Length,
            Lengths = making.Lengths.Count == 0 ? null : [.. making.Lengths.Select(length => (int)Math.Min(length, int.MaxValue))],
            Comparer = new ComparerName(making.Comparer, comparer),
            Contents = new MemberReader(contents, graph.Objects) { IsAhead = isAhead },
        };
    }

    /// <summary>The object that this node has already; null: it is to be made without running a constructor.</summary>
    IReplicated? Find(Shape shape, in CreatedObject created)
        => shape.IsStatics ? Registry.HolderOf(shape.Type)
            : created.Making?.Known is { } name ? Known(shape, name, created.Id)
            : own.Find(created) is IReplicated ours && ours.GetType() == shape.Type ? ours
            : null;

    /// <summary>Attaches an object, as one that is unchanged, so that a takeover costs nothing per object.</summary>
    void Arm(IReplicated value, Shape shape, ulong id)
    {
        Header.Attach(value, id);
        value.GetHeader().Clean = -1;
        if (shape.ComparedBits != 0)
            graph.Compared.Add(value, id, shape.ComparedBits);
        rebuilder.OnCreated(value, shape);
        Add(id, value);
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
            graph.Objects.Remove(new IdRun(other, shape.Items is null ? 1u : 2u), static _ => { });
        }
        knownIds[name] = id;
        return value;
    }
}
