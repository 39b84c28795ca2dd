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

    internal void Remove(TrackedCollection tracked)
    {
        if (tracked.Instance is { } instance)
            byInstance.Remove(instance);
        all.Remove(tracked);
    }

    /// <summary>The collections that are still there; those that nobody holds any more are forgotten.</summary>
    internal List<TrackedCollection> Living()
    {
        all.RemoveAll(tracked => tracked.Instance is null);
        return all;
    }
}
