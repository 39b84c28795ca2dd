using System.Numerics;
using System.Runtime.CompilerServices;

namespace Replicated.Marks;

/// <summary>
/// A collection whose changes woven code reports: what it may have changed since the last capture, in pages of items.
/// </summary>
/// <remarks>
/// As with members: the change is made first, then reported; a capture takes the reports, passes a barrier and then reads the items, so
/// that a change is in what it reads, or reported to the next capture. The collection is listed before anything says that it was touched:
/// who finds it touched already, and reports nothing, commits after it is listed.
/// </remarks>
internal abstract class TouchedCollection
{
    const int PageBits = 6;

    static readonly ConditionalWeakTable<object, TouchedCollection> watched = [];
    static readonly Lock listing = new();
    static List<TouchedCollection> touched = [];
    static bool any;
    static int version;

    bool isListed;
    int from = int.MaxValue;
    ulong[] pages = [];

    /// <summary>Whether any collection is watched. Read after a change was made.</summary>
    internal static bool Any
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Volatile.Read(ref any);
    }

    /// <summary>Grows whenever another instance is watched.</summary>
    internal static int Version => Volatile.Read(ref version);

    /// <summary>Whether who changes it locks this meanwhile, and reports the change before the lock ends.</summary>
    internal virtual bool TakesTurns => false;

    /// <summary>What is watched of an instance; null if nothing is.</summary>
    internal static TouchedCollection? Find(object instance) => watched.TryGetValue(instance, out var found) ? found : null;

    /// <summary>From now on changes of the instance are reported to <paramref name="collection"/>. Before a barrier, and that before it is read.</summary>
    internal static void Add(object instance, TouchedCollection collection)
    {
        watched.AddOrUpdate(instance, collection);
        Interlocked.Increment(ref version);
        Volatile.Write(ref any, true);
    }

    internal static void Remove(object instance) => watched.Remove(instance);

    /// <summary>Moves the collections that were touched to <paramref name="into"/>. One caller at a time.</summary>
    internal static void Drain(List<TouchedCollection> into)
    {
        lock (listing)
        {
            into.AddRange(touched);
            touched.Clear();
        }
    }

    /// <summary>Anything in it may have changed.</summary>
    internal void TouchWhole() => TouchFrom(0);

    /// <summary>The items from an index on may have changed, or there are more or fewer of them.</summary>
    internal void TouchFrom(int index)
    {
        if (index >= Volatile.Read(ref from))
            return;
        lock (this)
        {
            List();
            if (index < from)
                Volatile.Write(ref from, index);
        }
    }

    /// <summary>An item may have changed.</summary>
    internal void TouchAt(int index)
    {
        if (index >= Volatile.Read(ref from))
            return;
        int page = index >> PageBits;
        int word = page >> 6;
        ulong bit = 1UL << (page & 63);
        var known = Volatile.Read(ref pages);
        if (word < known.Length && (Volatile.Read(ref known[word]) & bit) != 0)
            return;
        lock (this)
        {
            List();
            if (word >= pages.Length)
            {
                var more = new ulong[Math.Max(word + 1, pages.Length * 2)];
                pages.CopyTo(more, 0);
                Volatile.Write(ref pages, more);
            }
            Volatile.Write(ref pages[word], pages[word] | bit);
        }
    }

    /// <summary>Whether anything in it counts as touched.</summary>
    protected bool IsTouchedWhole => Volatile.Read(ref from) == 0;

    /// <summary>Has the next capture look at it. Under the lock of this object, and before anything is noted.</summary>
    protected void List()
    {
        if (isListed)
            return;
        lock (listing)
            touched.Add(this);
        isListed = true;
    }

    /// <summary>Takes what a kind of collection notes beside its items, under the lock of this object.</summary>
    /// <param name="whole">Anything counts as touched, so that notes say no more.</param>
    protected virtual void TakeNotes(bool whole)
    {
    }

    /// <summary>Appends what was touched since this was called last, as ranges in their order.</summary>
    internal void TakeTouched(List<ItemRange> into)
    {
        int begin = into.Count;
        lock (this)
        {
            isListed = false;
            TakeNotes(whole: from == 0);
            for (int word = 0; word < pages.Length; word++)
            {
                ulong bits = pages[word];
                if (bits == 0)
                    continue;
                Volatile.Write(ref pages[word], 0);
                for (; bits != 0; bits &= bits - 1)
                {
                    int first = ((word << 6) + BitOperations.TrailingZeroCount(bits)) << PageBits;
                    if (first < from)
                        Append(into, begin, first, Math.Min(first + (1 << PageBits), from));
                }
            }
            if (from < int.MaxValue)
                Append(into, begin, from, int.MaxValue);
            Volatile.Write(ref from, int.MaxValue);
        }
    }

    static void Append(List<ItemRange> into, int begin, int first, int end)
    {
        if (into.Count > begin && into[^1].End == first)
            into[^1] = into[^1] with { End = end };
        else
            into.Add(new(first, end));
    }
}

/// <summary>Some of the items of a sequence. Its end may lie behind that of the sequence.</summary>
internal readonly record struct ItemRange(int Start, int End)
{
    internal static readonly ItemRange Whole = new(0, int.MaxValue);
}
