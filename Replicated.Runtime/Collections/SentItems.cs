using System.Buffers;
using System.Runtime.CompilerServices;
using Replicated.Marks;

namespace Replicated.Collections;

/// <summary>
/// The items of a sequence as they were sent last. A change is first copied, so that what is written and what is noted are the same
/// values even if another thread goes on, and noted only when its frame is complete.
/// </summary>
internal sealed class SentItems<T>
{
    T[] sent = [];
    T[]? taken;

    /// <summary>Where the items taken last belong, in their order; they follow each other in <see cref="taken"/>.</summary>
    ItemRange[]? slices;

    int sliceCount;

    /// <summary>How many items were sent.</summary>
    internal int Count { get; private set; }

    /// <summary>How many items there are after the change taken last.</summary>
    internal int TakenCount { get; private set; }

    internal ReadOnlySpan<T> Sent => sent.AsSpan(0, Count);

    /// <summary>On a standby: the items to be written to.</summary>
    internal Span<T> Received => sent.AsSpan(0, Count);

    /// <summary>Index of the first item that differs in the change taken last, where all was looked at.</summary>
    internal int Start => sliceCount == 0 ? TakenCount : slices![0].Start;

    /// <summary>The items from <see cref="Start"/> on, as taken.</summary>
    internal ReadOnlySpan<T> Taken => taken.AsSpan(0, TakenCount - Start);

    /// <summary>On a standby: makes room for or drops items before the last <paramref name="tail"/>.</summary>
    internal void Reshape(int count, int tail)
    {
        int before = Count;
        if (count > sent.Length)
            Array.Resize(ref sent, Math.Max(count, sent.Length * 2));
        Array.Copy(sent, before - tail, sent, count - tail, tail);
        if (count > before)
            Array.Clear(sent, before - tail, count - before);
        else
            Array.Clear(sent, count, before - count);
        Count = count;
    }

    /// <summary>From now on these are the items that were sent; none: they are kept elsewhere.</summary>
    internal void Set(ReadOnlySpan<T> items)
    {
        sent = items.ToArray();
        Count = items.Length;
    }

    /// <summary>Takes a copy of what differs.</summary>
    /// <returns>False if nothing does.</returns>
    internal bool Take(ReadOnlySpan<T> items) => Take(items, [ItemRange.Whole]);

    /// <summary>Takes a copy of what differs among the items that may, from the first of each range that does.</summary>
    /// <param name="items">All items as they are now.</param>
    /// <param name="touched">Those that may differ, in their order; those beyond the ones that were sent do anyway.</param>
    /// <returns>False if nothing does.</returns>
    internal bool Take(ReadOnlySpan<T> items, ReadOnlySpan<ItemRange> touched)
    {
        TakenCount = items.Length;
        sliceCount = 0;
        int length = 0;
        int end = 0;
        foreach (var range in touched)
        {
            end = Math.Min(range.End, items.Length);
            length += AddSlice(items, range.Start, end, touched.Length + 1);
        }
        length += AddSlice(items, Math.Max(end, Count), items.Length, touched.Length + 1);
        if (length == 0)
        {
            Discard();
            return TakenCount != Count;
        }
        taken = ArrayPool<T>.Shared.Rent(length);
        int at = 0;
        foreach (var (start, stop) in slices.AsSpan(0, sliceCount))
        {
            items[start..stop].CopyTo(taken.AsSpan(at));
            at += stop - start;
        }
        Items<T>.Freeze(taken.AsSpan(0, length));
        return true;
    }

    int AddSlice(ReadOnlySpan<T> items, int start, int end, int max)
    {
        if (start >= end)
            return 0;
        int known = Math.Min(start, Count);
        start += Items<T>.CommonPrefix(items[start..end], sent.AsSpan(known, Math.Min(end, Count) is var stop && stop > known ? stop - known : 0));
        if (start == end)
            return 0;
        slices ??= ArrayPool<ItemRange>.Shared.Rent(max);
        slices[sliceCount++] = new ItemRange(start, end);
        return end - start;
    }

    /// <summary>Writes what was taken last as runs.</summary>
    internal void WriteRuns(Woven.MemberWriter writer, int field)
    {
        int at = 0;
        for (int slice = 0; slice < sliceCount; slice++)
        {
            var (start, end) = slices![slice];
            Runs<T>.Write(writer, field, start, taken.AsSpan(at, end - start), sent.AsSpan(Math.Min(start, Count)..Count));
            at += end - start;
        }
    }

    /// <summary>The change taken last is in a frame.</summary>
    internal void Confirm()
    {
        if (TakenCount > sent.Length)
            Array.Resize(ref sent, Math.Max(TakenCount, sent.Length * 2));
        int at = 0;
        foreach (var (start, end) in slices.AsSpan(0, sliceCount))
        {
            taken.AsSpan(at, end - start).CopyTo(sent.AsSpan(start));
            at += end - start;
        }
        if (TakenCount < Count)
            Array.Clear(sent, TakenCount, Count - TakenCount);
        Count = TakenCount;
        Discard();
    }

    /// <summary>The change taken last did not get into a frame.</summary>
    internal void Discard()
    {
        if (slices is not null)
            ArrayPool<ItemRange>.Shared.Return(slices);
        slices = null;
        sliceCount = 0;
        if (taken is null)
            return;
        ArrayPool<T>.Shared.Return(taken, clearArray: RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        taken = null;
    }
}
