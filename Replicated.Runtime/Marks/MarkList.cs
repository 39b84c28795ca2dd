using System.Diagnostics;
using System.Runtime.CompilerServices;
using Replicated.Woven;

namespace Replicated.Marks;

/// <summary>
/// The objects that one thread was the first to mark since the last capture. All lists together hold every marked object once.
/// </summary>
/// <remarks>
/// Clearing an object's bit and listing the object are one step for a capture. Without that: (1) A clears o's bit and is preempted;
/// (2) B stores to the same member, sees the bit clear and commits; (3) B's capture finds o nowhere and B is told that its change is
/// safe. So a thread says that a mark is in flight before it clears a bit, and a capture waits for marks in flight before it drains:
/// B saw the bit clear, so A's flag is visible to B's capture.
/// Each list has two halves. A capture turns new marks to the other half, so that it drains one that nobody appends to any more. A mark
/// that was in flight may have gone to either, so it does that twice.
/// </remarks>
internal sealed class MarkList
{
    const int FirstCapacity = 64;

    static readonly Lock registration = new();
    static MarkList[] lists = [];

    /// <summary>The half that new marks go to, 0 or 1. Changed only by <see cref="Drain"/>.</summary>
    static int openHalf;

    [ThreadStatic]
    static MarkList? current;

    static long waits;

    readonly Thread owner = Thread.CurrentThread;

    /// <summary>Odd while the owner is between the clearing of a bit and the listing of its object.</summary>
    int inFlight;

    Half first = new();
    Half second = new();

    /// <summary>Called, in tests only, between the clearing of a bit and the listing of the object.</summary>
    internal static Action? PauseBetweenClearAndList { get; set; }

    /// <summary>How often a capture had to wait for a mark in flight.</summary>
    internal static long Waits => Volatile.Read(ref waits);

    /// <summary>Notes that the member of <paramref name="bit"/> changed; its value is stored already.</summary>
    internal static void Mark(IReplicated self, ref Header header, long bit)
    {
        var list = current ?? Create();
        list.inFlight++;
        // The interlocked operation is also the fence that a capture counts on: the flag is visible before the bit is clear, and the
        // half is read after.
        long before = Interlocked.And(ref header.Clean, ~bit);
        PauseBetweenClearAndList?.Invoke();
        if (before == -1)
            list.Append(self);
        Volatile.Write(ref list.inFlight, list.inFlight + 1);
    }

    /// <summary>Lists an object whose marks a failed capture puts back.</summary>
    internal static void Relist(IReplicated self)
    {
        var list = current ?? Create();
        list.inFlight++;
        Interlocked.MemoryBarrier();
        list.Append(self);
        Volatile.Write(ref list.inFlight, list.inFlight + 1);
    }

    /// <summary>Moves all marked objects to <paramref name="into"/>. One caller at a time.</summary>
    internal static void Drain(List<IReplicated> into)
    {
        DrainOpenHalf(into);
        DrainOpenHalf(into);
    }

    static void DrainOpenHalf(List<IReplicated> into)
    {
        int closed = openHalf;
        Volatile.Write(ref openHalf, 1 - closed);
        // Either this sees that a mark is in flight, or that mark sees which half is open now.
        Interlocked.MemoryBarrier();
        bool ended = false;
        foreach (var list in Volatile.Read(ref lists))
        {
            list.AwaitMarkInFlight();
            (closed == 0 ? ref list.first : ref list.second).MoveTo(into);
            ended |= !list.owner.IsAlive;
        }
        if (ended)
            RemoveEnded();
    }

    void Append(IReplicated self) => (openHalf == 0 ? ref first : ref second).Add(self);

    void AwaitMarkInFlight()
    {
        int seen = Volatile.Read(ref inFlight);
        if ((seen & 1) == 0)
            return;
        Debug.Assert(owner != Thread.CurrentThread, "a mark may not capture");
        Interlocked.Increment(ref waits);
        var spin = new SpinWait();
        while (Volatile.Read(ref inFlight) == seen)
            spin.SpinOnce();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static MarkList Create()
    {
        var list = new MarkList();
        lock (registration)
            Volatile.Write(ref lists, [.. lists, list]);
        return current = list;
    }

    static void RemoveEnded()
    {
        lock (registration)
            Volatile.Write(ref lists, [.. lists.Where(list => list.owner.IsAlive || !list.first.IsEmpty || !list.second.IsEmpty)]);
    }

    struct Half
    {
        IReplicated[] items = new IReplicated[FirstCapacity];
        int count;

        public Half()
        {
        }

        internal readonly bool IsEmpty => count == 0;

        internal void Add(IReplicated item)
        {
            if (count == items.Length)
                Array.Resize(ref items, count * 2);
            items[count++] = item;
        }

        internal void MoveTo(List<IReplicated> into)
        {
            if (count == 0)
                return;
            into.AddRange(items.AsSpan(0, count));
            Array.Clear(items, 0, count);
            count = 0;
        }
    }
}
