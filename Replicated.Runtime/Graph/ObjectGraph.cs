using Replicated.Collections;
using Replicated.Frames;
using Replicated.Woven;

namespace Replicated.Graph;

/// <summary>
/// The replicated state of this process beside the objects themselves: their types, roots and ids. What a standby has learned is what it
/// goes on with when it becomes active.
/// </summary>
internal sealed class ObjectGraph
{
    internal TypeTable Types { get; private set; } = new();

    /// <summary>What members of other builds hold that this one does not have.</summary>
    internal KeptMembers Kept { get; } = new();

    internal ObjectIds Ids { get; } = new();

    /// <summary>Active: the attached collections.</summary>
    internal CollectionTable Collections { get; } = new();

    /// <summary>How collections compare texts, where that depends on the process.</summary>
    internal TextOrders Orders { get; } = new();

    /// <summary>The attached objects with members that are compared at each capture.</summary>
    internal ComparedTable Compared { get; } = new();

    /// <summary>Standby: all objects by id.</summary>
    internal ObjectTable Objects { get; private set; }

    internal DerivedClasses Derived { get; } = new();

    /// <summary>Which types this build has, and so another node of the same build.</summary>
    internal TypeResolver Resolver { get; } = new();

    internal ObjectGraph() => Objects = new ObjectTable(Types);

    /// <summary>The named roots: a replicated object or a collection each.</summary>
    internal Dictionary<string, object> Roots { get; } = [];

    /// <summary>Active: the named roots that no frame has brought yet.</summary>
    internal List<(string Name, object Value)> NewRoots { get; } = [];

    readonly KnownIds known = new();

    /// <summary>Active: whether every standby knows the object with this id.</summary>
    internal bool IsKnown(ulong id) => known.Contains(id);

    /// <summary>Active: a snapshot holds these objects. What else has an id is new when it is reached again. Not while a capture runs.</summary>
    internal void Keep(IdSet ids)
    {
        known.Keep(ids, Ids.Last);
        Collections.Keep(ids);
        Compared.Keep(ids);
    }

    /// <summary>Active: nothing refers to these objects. Those that the program still holds are new when they are reached again.</summary>
    internal void Condemn(IdSet? ids) => known.Condemn(ids);

    /// <summary>Active: a frame takes condemned objects away.</summary>
    internal void TakeAway(IdRun ids) => known.Remove(ids);

    /// <summary>Active: forgets what nobody holds, or nobody else knows. Before each capture.</summary>
    internal void Prune()
    {
        Collections.Prune(known);
        Compared.Prune(known);
    }

    /// <summary>Standby: nothing refers to these objects any more. Those that never were here are left out.</summary>
    internal void Remove(List<IdRun> ids)
    {
        foreach (var run in ids)
            Objects.Remove(run, Release);
        if (ids.Count > 0)
            Compared.Forget(ids);
    }

    /// <summary>Whoever still holds the object holds one that is not replicated.</summary>
    static void Release(object entry)
    {
        if (entry is IReplicated value)
            Header.Detach(value);
    }

    /// <summary>Names a root that the app created. Not while a capture runs.</summary>
    internal void AddRoot(string name, object value)
    {
        Roots.Add(name, value);
        NewRoots.Add((name, value));
    }

    /// <summary>
    /// Forgets everything, before a snapshot takes its place. An object that the program still holds, or that one of this node's own refers
    /// to, must not go on under an id that another one has after this.
    /// </summary>
    internal void Clear()
    {
        foreach (object entry in Objects.Entries)
            Release(entry);
        Types = new TypeTable();
        Objects = new ObjectTable(Types);
        Compared.Clear();
        Kept.Clear();
        Roots.Clear();
        Orders.Clear();
    }

    /// <summary>From standby to active: collections are compared from now on with what they hold now, and nothing is looked up by id.</summary>
    internal void BecomeActive(Protocol.Epoch epoch)
    {
        Ids.BeginEpoch(epoch);
        Types.BecomeActive();
        var received = Objects.Entries.OfType<TrackedCollection>().ToList();
        foreach (var tracked in received)
            tracked.NoteSent();
        Collections.Take(received);
        Objects = new ObjectTable(Types);
    }
}
