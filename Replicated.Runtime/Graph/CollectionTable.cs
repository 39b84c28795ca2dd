using System.Runtime.CompilerServices;
using Replicated.Collections;
using Replicated.Marks;
using Replicated.Woven;

namespace Replicated.Graph;

/// <summary>The attached collections of the active by instance. They have no header, so their ids stand beside them.</summary>
internal sealed class CollectionTable
{
    readonly ConditionalWeakTable<object, TrackedCollection> byInstance = [];
    readonly List<TrackedCollection> all = [];
    readonly List<TrackedCollection> compared = [];
    int watchVersion;
    int knownVersion = -1;
    int collections = -1;

    internal TrackedCollection? Find(object instance) => byInstance.TryGetValue(instance, out var tracked) ? tracked : null;

    internal void Add(object instance, TrackedCollection tracked)
    {
        byInstance.Add(instance, tracked);
        tracked.Weaken();
        all.Add(tracked);
        Begin(instance, tracked);
    }

    /// <summary>From now on the collection is told what changes, or compared.</summary>
    void Begin(object instance, TrackedCollection tracked)
    {
        if (tracked.Watch is null)
            compared.Add(tracked);
        else
            TouchedCollection.Add(instance, Within(tracked) ?? tracked);
    }

    /// <summary>What the items of a collection are in, where that is another one.</summary>
    TrackedCollection? Within(TrackedCollection tracked) => tracked.Within is { } within ? Find(within) : null;

    /// <summary>
    /// Takes over those that were received. Where two of the active were empty and never change they can be one here, which then goes under
    /// the id of the first.
    /// </summary>
    internal void Take(IEnumerable<TrackedCollection> received)
    {
        int before = all.Count;
        foreach (var tracked in received)
        {
            if (byInstance.TryAdd(tracked.Instance!, tracked))
                all.Add(tracked);
        }
        foreach (var tracked in all.Skip(before))
        {
            if (tracked.Watch is { } watch)
                Within(tracked)?.OnReferred(watch);
        }
        foreach (var tracked in all.Skip(before))
        {
            Begin(tracked.Instance!, tracked);
            tracked.Weaken();
        }
    }

    internal void Remove(TrackedCollection tracked)
    {
        Release(tracked);
        all.Remove(tracked);
        compared.Remove(tracked);
    }

    void Release(TrackedCollection tracked)
    {
        if (tracked.Instance is not { } instance)
            return;
        byInstance.Remove(instance);
        if (tracked.Watch is not null)
            TouchedCollection.Remove(instance);
    }

    /// <summary>From now on the collection is compared at each capture.</summary>
    /// <returns>What its items are in, if that is, too.</returns>
    internal TrackedCollection? Unwatch(TrackedCollection tracked)
    {
        if (tracked.Instance is { } instance)
            TouchedCollection.Remove(instance);
        compared.Add(tracked);
        if (Within(tracked) is not { } within || within.OnReferred(null))
            return null;
        Unwatch(within);
        return within;
    }

    /// <summary>Gives up watching where assemblies were loaded since whose code could change collections unseen.</summary>
    internal void CheckWatches()
    {
        int version = Watch.Version;
        if (version == watchVersion)
            return;
        watchVersion = version;
        foreach (var tracked in all)
        {
            if (tracked.Watch is { Holds: false } broken && !tracked.OnReferred(broken))
                Unwatch(tracked);
        }
    }

    /// <summary>The attached collections, in the order in which they were attached; the app may have dropped some since.</summary>
    internal IReadOnlyList<TrackedCollection> All => all;

    /// <summary>Those of them that are compared at each capture.</summary>
    internal IReadOnlyList<TrackedCollection> Compared => compared;

    /// <summary>Forgets the collections that are not among <paramref name="kept"/>: reached again, they are new.</summary>
    internal void Keep(IdSet kept)
    {
        foreach (var tracked in all)
        {
            if (!kept.Contains(tracked.Id))
                Release(tracked);
        }
        all.RemoveAll(tracked => !kept.Contains(tracked.Id));
        compared.RemoveAll(tracked => !kept.Contains(tracked.Id));
    }

    /// <summary>Forgets the collections that nobody holds any more, or that standbys do not know: those are new when they are reached again.</summary>
    /// <remarks>Only when something can have gone: to look at each would cost what is held, at every commit.</remarks>
    internal void Prune(KnownIds known)
    {
        int now = GC.CollectionCount(1);
        if (now == collections && known.Version == knownVersion)
            return;
        (collections, knownVersion) = (now, known.Version);
        compared.RemoveAll(tracked => tracked.Instance is null || !known.Contains(tracked.Id));
        all.RemoveAll(tracked =>
        {
            if (tracked.Instance is null)
                return true;
            if (known.Contains(tracked.Id))
                return false;
            Release(tracked);
            return true;
        });
    }
}
