using System.Runtime.CompilerServices;
using Replicated.Collections;

namespace Replicated.Graph;

/// <summary>The attached collections of the active by instance. They have no header, so their ids stand beside them.</summary>
internal sealed class CollectionTable
{
    readonly ConditionalWeakTable<object, TrackedCollection> byInstance = [];
    readonly List<TrackedCollection> all = [];

    internal int Count => all.Count;

    internal TrackedCollection? Find(object instance) => byInstance.TryGetValue(instance, out var tracked) ? tracked : null;

    internal void Add(object instance, TrackedCollection tracked)
    {
        byInstance.Add(instance, tracked);
        tracked.Weaken();
        all.Add(tracked);
    }

    /// <summary>
    /// Takes over one that was received. Where two of the active were empty and never change they can be one here, which then goes under
    /// the id of the first.
    /// </summary>
    internal void Take(TrackedCollection tracked)
    {
        if (!byInstance.TryGetValue(tracked.Instance!, out _))
            Add(tracked.Instance!, tracked);
    }

    internal void Remove(TrackedCollection tracked)
    {
        if (tracked.Instance is { } instance)
            byInstance.Remove(instance);
        all.Remove(tracked);
    }

    /// <summary>The attached collections, in the order in which they were attached; the app may have dropped some since.</summary>
    internal IReadOnlyList<TrackedCollection> All => all;

    /// <summary>Forgets the collections that are not among <paramref name="kept"/>: reached again, they are new.</summary>
    internal void Keep(IdSet kept)
    {
        foreach (var tracked in all)
        {
            if (!kept.Contains(tracked.Id) && tracked.Instance is { } instance)
                byInstance.Remove(instance);
        }
        all.RemoveAll(tracked => !kept.Contains(tracked.Id));
    }

    /// <summary>Forgets the collections that nobody holds any more, or that standbys do not know: those are new when they are reached again.</summary>
    internal void Prune(KnownIds known) => all.RemoveAll(tracked =>
    {
        if (tracked.Instance is not { } instance)
            return true;
        if (known.Contains(tracked.Id))
            return false;
        byInstance.Remove(instance);
        return true;
    });
}
