using Replicated.Collections;
using Replicated.Frames;

namespace Replicated.Graph;

/// <summary>The orders of texts that collections of this node have. Any thread may ask.</summary>
internal sealed class TextOrders
{
    readonly Lock gate = new();
    readonly Dictionary<TextOrder, List<WeakReference>> collections = [];

    /// <summary>A collection is attached.</summary>
    internal void Add(TrackedCollection tracked)
    {
        if (tracked.Instance is not { } instance || TextOrder.Parse(tracked.Construction.Comparer.Name) is not { } order)
            return;
        lock (gate)
        {
            if (!collections.TryGetValue(order, out var held))
                collections.Add(order, held = []);
            // Only when the list is full, so that all this costs a few looks per collection.
            if (held.Count == held.Capacity)
                held.RemoveAll(one => !one.IsAlive);
            held.Add(new WeakReference(instance));
        }
    }

    /// <summary>Those that a collection has which is still there.</summary>
    internal IReadOnlyList<TextOrder> All
    {
        get
        {
            lock (gate)
                return [.. collections.Where(order => order.Value.Exists(one => one.IsAlive)).Select(order => order.Key)];
        }
    }

    internal void Clear()
    {
        lock (gate)
            collections.Clear();
    }
}
