using System.Buffers;
using System.Runtime.CompilerServices;

namespace Replicated.Collections;

/// <summary>
/// The items of a sequence as they were sent last. A change is first copied, so that what is written and what is noted are the same
/// values even if another thread goes on, and noted only when its frame is complete.
/// </summary>
internal sealed class SentItems<T>
{
    T[] sent = [];
    T[]? taken;

    /// <summary>How many items were sent.</summary>
    internal int Count { get; private set; }

    /// <summary>Index of the first item that differs in the change taken last.</summary>
    internal int Start { get; private set; }

    /// <summary>How many items there are after the change taken last.</summary>
    internal int TakenCount { get; private set; }

    internal ReadOnlySpan<T> Sent => sent.AsSpan(0, Count);

    /// <summary>The items from <see cref="Start"/> on, as taken.</summary>
    internal ReadOnlySpan<T> Taken => taken.AsSpan(0, TakenCount - Start);

    /// <summary>On a standby: the items to be written to.</summary>
    internal Span<T> Received => sent.AsSpan(0, Count);

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

    /// <summary>Takes a copy of what differs.</summary>
    /// <returns>False if nothing does.</returns>
    internal bool Take(ReadOnlySpan<T> items)
    {
        Start = Items<T>.CommonPrefix(items, Sent);
        TakenCount = items.Length;
        if (Start == items.Length && Start == Count)
            return false;
        taken = ArrayPool<T>.Shared.Rent(TakenCount - Start);
        items[Start..].CopyTo(taken);
        Items<T>.Freeze(taken.AsSpan(0, TakenCount - Start));
        return true;
    }

    /// <summary>The change taken last is in a frame.</summary>
    internal void Confirm()
    {
        if (TakenCount > sent.Length)
            Array.Resize(ref sent, Math.Max(TakenCount, sent.Length * 2));
        Taken.CopyTo(sent.AsSpan(Start));
        if (TakenCount < Count)
            Array.Clear(sent, TakenCount, Count - TakenCount);
        Count = TakenCount;
        Discard();
    }

    /// <summary>The change taken last did not get into a frame.</summary>
    internal void Discard()
    {
        if (taken is null)
            return;
        ArrayPool<T>.Shared.Return(taken, clearArray: RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        taken = null;
    }
}
