using Replicated.Collections;
using Replicated.Marks;
using Replicated.Frames;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Graph;

/// <summary>
/// Finds by which path from a root an object is reached, for the message of an error: it walks the whole state, writing each object to
/// nowhere and noting which member led to which object. Asked for several objects, it walks once, while nothing changes.
/// </summary>
internal sealed class PathFinder : ReferenceWriter
{
    readonly ObjectGraph graph;
    readonly Encoder nowhere = new();
    readonly MemberWriter writer;
    readonly Dictionary<object, (object From, int Field)> origins = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<object, TrackedCollection> collections = new(ReferenceEqualityComparer.Instance);
    readonly Queue<object> waiting = [];
    object from;

    internal PathFinder(ObjectGraph graph)
    {
        this.graph = graph;
        writer = new MemberWriter(nowhere, this);
        from = this;
    }

    /// <summary>The path of a member, e.g. <c>Bank.Accounts["x"].Owner</c>, or null if the object is not reached.</summary>
    /// <param name="value">The object.</param>
    /// <param name="field">The field of the member; 0: the path of the object.</param>
    internal string? Find(object value, int field)
    {
        try
        {
            return Search(value, field);
        }
        // The search runs over the whole state and so into code of the program, which may throw anything. An error without its path
        // is better than one that hides another.
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return null;
        }
    }

    string? Search(object value, int field)
    {
        foreach (var root in Registry.Statics.Where(root => Initialisers.IsAwaited(root.DeclaringType)))
            Note(root.Holder);
        foreach (object root in graph.Roots.Values)
            NoteRoot(root);
        while (!origins.ContainsKey(value) && waiting.TryDequeue(out object? next))
            Walk(next);
        if (!origins.ContainsKey(value))
            return null;
        return PathOf(value) + (value is IReplicated replicated ? Member(replicated, field) : "");
    }

    void Walk(object next)
    {
        from = next;
        nowhere.Clear();
        try
        {
            if (next is IReplicated replicated)
                Walk(replicated);
            else if ((next as TrackedCollection ?? collections.GetValueOrDefault(next)) is { } tracked)
            {
                tracked.WriteContents(writer);
                tracked.WriteChanges(writer, [ItemRange.Whole]);
                tracked.Discard();
            }
        }
        catch (ReplicationException)
        {
            // This is the value the path is looked for, or another one of its kind; what it refers to beyond that is not needed.
        }
    }

    /// <summary>The items of one that derives from a collection are walked by themselves.</summary>
    void Walk(IReplicated value)
    {
        if (value.GetShape().Items is { } items)
            Note(items.Track(value, 1));
        value.Write(-1, writer);
    }

    string PathOf(object value)
    {
        var (parent, field) = origins[value];
        if (parent is TrackedCollection items)
            return PathOf(origins[parent].From) + (items.KeyOf(value) ?? "[...]");
        if (ReferenceEquals(parent, this))
            return RootName(value);
        if (parent is IReplicated replicated)
            return PathOf(parent) + Member(replicated, field);
        return PathOf(parent) + (collections.GetValueOrDefault(parent)?.KeyOf(value) ?? "[...]");
    }

    string RootName(object value)
    {
        if (value is IReplicated holder && Registry.Statics.FirstOrDefault(root => ReferenceEquals(root.Holder, holder)) is { } statics)
            return TypeNames.Of(statics.DeclaringType);
        return graph.Roots.FirstOrDefault(root => ReferenceEquals(root.Value, value)).Key ?? "?";
    }

    static string Member(IReplicated value, int field)
    {
        var names = value.GetShape().MemberNames;
        return field >= 1 && field <= names.Length ? "." + names[field - 1] : "";
    }

    internal override ulong IdOf(IReplicated value)
    {
        Note(value);
        return 1;
    }

    internal override ulong IdOf(object collection, ICollectionCodec codec)
    {
        if (codec.Fits(collection) && !collections.ContainsKey(collection))
            collections[collection] = codec.Track(collection, 1);
        Note(collection);
        return 1;
    }

    internal override int NumberOf(Codec codec) => 1;

    internal override int NumberOf(DelegateMethod method) => 1;

    void Note(object value)
    {
        if (origins.TryAdd(value, (from, writer.Field)))
            waiting.Enqueue(value);
    }

    void NoteRoot(object root)
    {
        if (root is IReplicated replicated)
            Note(replicated);
        else if (Codecs.Of(root.GetType()) is ICollectionCodec codec)
            IdOf(root, codec);
    }
}
