using System.Runtime.InteropServices;
using Replicated.Collections;
using Replicated.Frames;
using Replicated.Graph;
using Replicated.Marks;

namespace Replicated.Capture;

/// <summary>The collections known before a capture that it looks at, and where each of them may have changed.</summary>
internal sealed class KnownCollections(ObjectGraph graph)
{
    /// <summary>Each with its number of <see cref="ranges"/>, which follow each other.</summary>
    readonly List<(TrackedCollection Collection, int Ranges)> all = [];

    readonly List<ItemRange> ranges = [];
    readonly List<TouchedCollection> touched = [];
    int rangesWritten;
    bool hasTouched;

    internal int Count => all.Count;

    /// <summary>How many were written.</summary>
    internal int Written { get; private set; }

    internal bool HasMore => Written < all.Count;

    /// <summary>The one that <see cref="Next"/> went to last.</summary>
    internal TrackedCollection Current => all[Written - 1].Collection;

    /// <summary>Whether changes were taken that nothing was read of yet. What is compared is read as it is.</summary>
    internal bool NeedBarrier => hasTouched && Written == 0;

    /// <summary>Takes what was touched, and all that is compared; or everything there is.</summary>
    internal void Take(bool whole)
    {
        TouchedCollection.Drain(touched);
        foreach (var collection in touched)
            TakeTouched(collection, whole);
        foreach (var tracked in whole ? graph.Collections.All : graph.Collections.Compared)
            AddWhole(tracked);
    }

    void TakeTouched(TouchedCollection collection, bool whole)
    {
        int before = ranges.Count;
        collection.TakeTouched(ranges);
        // One that is compared is looked at anyway, and one that is not known is sent whole when it is reached.
        if (!whole && collection is TrackedCollection { Watch: not null, Instance: { } instance } tracked && graph.Collections.Find(instance) == tracked)
        {
            hasTouched = true;
            all.Add((tracked, ranges.Count - before));
        }
        else
            ranges.RemoveRange(before, ranges.Count - before);
    }

    /// <summary>One that was watched up to here. If it was looked at already, the next capture compares it.</summary>
    internal void Add(TrackedCollection tracked)
    {
        if (!all.Exists(one => one.Collection == tracked))
            AddWhole(tracked);
    }

    void AddWhole(TrackedCollection tracked)
    {
        ranges.Add(ItemRange.Whole);
        all.Add((tracked, 1));
    }

    /// <summary>Goes to the next one.</summary>
    /// <returns>Where it may have changed; good also while others are added, which leaves these as they are.</returns>
    internal ReadOnlySpan<ItemRange> Next()
    {
        int count = all[Written++].Ranges;
        rangesWritten += count;
        return CollectionsMarshal.AsSpan(ranges).Slice(rangesWritten - count, count);
    }

    /// <summary>The capture failed. Where they were touched is forgotten; that they were is not.</summary>
    internal void Restore()
    {
        foreach (var (tracked, _) in all)
        {
            if (tracked.Watch is not null)
                tracked.TouchWhole();
        }
    }

    /// <summary>Holds on to nothing.</summary>
    internal void End()
    {
        ReusedList.Clear(all);
        ReusedList.Clear(ranges);
        ReusedList.Clear(touched);
        Written = rangesWritten = 0;
        hasTouched = false;
    }
}
