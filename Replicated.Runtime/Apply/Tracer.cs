using Replicated.Collections;
using Replicated.Frames;
using Replicated.Graph;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Apply;

/// <summary>
/// Finds, on a standby, what nothing refers to any more. It goes in steps between frames: objects that a frame refers to, or brings, count as
/// referred to, so that at the end all else is unreachable in the state as of the last frame applied (an incremental-update trace, as
/// Dijkstra and others describe it in "On-the-fly garbage collection", 1978). A standby can do it exactly, because nobody stores here but
/// who applies; on the active a racing store could hide an object from a trace, and the program would pay for it.
/// </summary>
/// <remarks>
/// What was found is a proposal. The active may have linked some of it again in frames that are not applied here; it says which, the trace
/// goes on from there, and proposes what is left.
/// </remarks>
internal sealed class Tracer : ReferenceWriter
{
    readonly ObjectGraph graph;
    readonly Reacher reacher;
    readonly MemberWriter contents;

    /// <summary>Ids that something refers to, or that were brought since the trace began.</summary>
    IdSet reached = new();

    /// <summary>Objects that are reached and were not looked at.</summary>
    readonly Stack<object> grey = [];

    /// <summary>The collections by what they are; empty ones that never change can be one here and several on the active.</summary>
    readonly Dictionary<object, List<TrackedCollection>> collections = new(ReferenceEqualityComparer.Instance);
    readonly List<IdRun> unreachable = [];

    /// <summary>
    /// Wide collections of which only a part was looked at so far. They go on once all that the part referred to was looked at: so there is never
    /// more to look at in memory than some parts refer to.
    /// </summary>
    readonly Stack<(TrackedCollection Collection, ReachPlace From)> wide = [];

    /// <summary>The pages of the table when the trace began: what was brought since is not looked at.</summary>
    ulong[] pages = [];
    int pagesDone;

    /// <summary>How many references were met.</summary>
    int seen;
    Phase phase = Phase.None;

    internal Tracer(ObjectGraph graph)
    {
        this.graph = graph;
        reacher = new Reacher(this);
        contents = new MemberWriter(new Encoder(), this);
    }

    internal bool IsRunning => phase != Phase.None;

    /// <summary>Whether there is something to look at, and not only to wait for.</summary>
    internal bool HasWork => phase is not (Phase.None or Phase.Waiting);

    /// <summary>Begins to look. Between frames.</summary>
    internal void Begin()
    {
        End();
        pages = [.. graph.Objects.Pages.Order()];
        phase = Phase.Indexing;
        graph.Objects.OnFound = Shade;
    }

    /// <summary>The active has linked these again; the frames in which it did are applied. Between frames, after a result.</summary>
    internal void GoOn(IReadOnlyList<IdRun> linked)
    {
        if (phase != Phase.Waiting)
            return;
        foreach (var run in linked)
        {
            for (ulong id = run.First; id < run.End; id++)
            {
                if (graph.Objects.Entry(id) is { } entry)
                    Shade(id, entry);
            }
        }
        phase = Phase.Marking;
    }

    /// <summary>Stops, with or without a result.</summary>
    internal void End()
    {
        (phase, pagesDone, pages) = (Phase.None, 0, []);
        graph.Objects.OnFound = null;
        reached = new IdSet();
        grey.Clear();
        wide.Clear();
        collections.Clear();
        unreachable.Clear();
    }

    /// <summary>Told of each object that a frame brings: what it refers to is told by <see cref="ObjectTable.OnFound"/>.</summary>
    internal void OnCreated(ulong id, object entry)
    {
        if (!IsRunning)
            return;
        reached.Add(id);
        if (entry is TrackedCollection { Instance: not null } tracked)
            Index(tracked);
    }

    /// <summary>Told of each collection that could be made only when its items were known.</summary>
    internal void OnCompleted(TrackedCollection tracked)
    {
        if (IsRunning)
            Index(tracked);
    }

    /// <summary>Goes on. Between frames.</summary>
    /// <param name="objects">
    /// About how many references to look at. Lists, arrays, dictionaries and hash sets are looked at in parts, other collections as a whole.
    /// </param>
    /// <returns>What was found once all was looked at, in the order of the ids, and how many objects are referred to; null before.</returns>
    internal (List<IdRun> Unreachable, long Live)? Step(int objects)
    {
        for (long left = objects; left > 0 && HasWork;)
        {
            switch (phase)
            {
                case Phase.Indexing: left -= IndexPage(); break;
                case Phase.Marking: left -= MarkOne(left); break;
                case Phase.Sweeping when pagesDone < pages.Length: left -= SweepPage(); break;
                default: return Complete();
            }
        }
        return null;
    }

    (List<IdRun> Unreachable, long Live) Complete()
    {
        phase = Phase.Waiting;
        return ([.. unreachable], reached.Count);
    }

    int IndexPage()
    {
        int count = 0;
        if (pagesDone < pages.Length)
        {
            foreach (var (_, entry) in graph.Objects.EntriesOf(pages[pagesDone++]))
            {
                count++;
                if (entry is TrackedCollection tracked)
                    Index(tracked);
            }
        }
        if (pagesDone == pages.Length)
        {
            phase = Phase.Marking;
            ShadeRoots();
        }
        return Units(count);
    }

    void ShadeRoots()
    {
        foreach (object root in graph.Roots.Values)
        {
            if (root is IReplicated value)
                IdOf(value);
            else
                ShadeCollection(root);
        }
        foreach (var root in Registry.Statics)
            IdOf(root.Holder);
    }

    void Index(TrackedCollection tracked)
    {
        if (tracked.Instance is not { } instance)
            return;
        if (collections.TryGetValue(instance, out var same))
        {
            if (!same.Contains(tracked))
                same.Add(tracked);
        }
        else
            collections.Add(instance, [tracked]);
    }

    long MarkOne(long items)
    {
        if (!grey.TryPop(out object? next))
        {
            if (wide.TryPop(out var begun))
                return LookOn(begun.Collection, begun.From, items);
            (phase, pagesDone) = (Phase.Sweeping, 0);
            unreachable.Clear();
            return 1;
        }
        if (next is TrackedCollection tracked)
            return Look(tracked, items);
        int before = seen;
        Look((IReplicated)next);
        return 1 + seen - before;
    }

    void Look(IReplicated value)
    {
        value.Reach(-1, reacher);
        if (value.GetShape().Items is not null)
            ShadeCollection(value);
        graph.Kept.Reach(value, reacher);
    }

    long Look(TrackedCollection tracked, long items)
    {
        if (tracked.IsConstant && tracked.Instance is not null)
        {
            contents.Encoder.Clear();
            tracked.WriteContents(contents);
        }
        if (tracked.Construction.Comparer.Object is IReplicated comparer)
            IdOf(comparer);
        return LookOn(tracked, default, items);
    }

    /// <summary>Looks at the next items of a collection. What frames put in meanwhile they refer to, so it is shaded whether its place was passed or not.</summary>
    long LookOn(TrackedCollection tracked, ReachPlace from, long items)
    {
        int before = seen;
        if (tracked.ReachSome(reacher, from, (int)Math.Min(items, int.MaxValue)) is not { } next)
            return 1 + seen - before;
        wide.Push((tracked, next));
        return items;
    }

    int SweepPage()
    {
        int count = 0;
        foreach (var (id, _) in graph.Objects.EntriesOf(pages[pagesDone++]))
        {
            count++;
            if (!reached.Contains(id))
                IdRun.Append(unreachable, id);
        }
        return Units(count);
    }

    /// <summary>To index or sweep an object costs about a sixteenth of looking at it.</summary>
    static int Units(int objects) => 1 + objects / 16;

    void Shade(ulong id, object entry)
    {
        seen++;
        if (!reached.Add(id))
            return;
        grey.Push(entry);
        // It was linked again by a frame: what it refers to may be among what was collected so far.
        if (phase == Phase.Sweeping)
            phase = Phase.Marking;
    }

    internal override ulong IdOf(IReplicated value)
    {
        ulong id = Header.IdOf(value);
        if (id != 0)
            Shade(id, value);
        return id;
    }

    internal override ulong IdOf(object collection, ICollectionCodec codec) => ShadeCollection(collection);

    ulong ShadeCollection(object collection)
    {
        if (!collections.TryGetValue(collection, out var found))
            return 0;
        foreach (var tracked in found)
            Shade(tracked.Id, tracked);
        return found[0].Id;
    }

    internal override int NumberOf(Codec codec) => 1;

    internal override int NumberOf(DelegateMethod method) => 1;

    enum Phase
    {
        None,

        /// <summary>Learning which collection is which.</summary>
        Indexing,

        /// <summary>Following references.</summary>
        Marking,

        /// <summary>Collecting what no reference led to.</summary>
        Sweeping,

        /// <summary>The result was told; the active may have linked some of it again.</summary>
        Waiting,
    }
}
