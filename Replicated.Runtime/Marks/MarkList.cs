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

    /// <summary>How often a capture had to wait for a mark in flight.</summary>
    internal static long Waits => Volatile.Read(ref waits);

    /// <summary>Notes that the member of <paramref name="bit"/> changed; its value is stored already.</summary>
    internal static void Mark(IReplicated self, ref Header header, long bit)
    {
        var list = Enter();
        // The interlocked operation is also the fence that a capture counts on: the flag is visible before the bit is clear, and the
        // half is read after.
        list.Leave(self, Interlocked.And(ref header.Clean, ~bit));
    }

    /// <summary>Notes that any member of an object may have changed. Nothing to note where it is not attached, or marked whole already.</summary>
    internal static void MarkAll(IReplicated self)
    {
        ref var header = ref self.GetHeader();
        if (Volatile.Read(ref header.Clean) != 0)
            Mark(self, ref header, -1);
    }

    /// <summary>Says that this thread is about to clear a bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static MarkList Enter()
    {
        var list = current ?? Create();
        list.inFlight++;
        return list;
    }

    /// <summary>Lists the object if its first bit was cleared, and says that the mark is done.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Leave(IReplicated self, long bitsBefore)
    {
        if (bitsBefore == -1)
            Append(self);
        Volatile.Write(ref inFlight, inFlight + 1);
    }

    /// <summary>Lists an object whose marks a failed capture puts back.</summary>
    internal static void Relist(IReplicated self)
    {
        var list = Enter();
        Interlocked.MemoryBarrier();
        list.Leave(self, bitsBefore: -1);
    }

    /// <summary>How many objects this thread was the first to mark since they were last drained.</summary>
    internal static int CountOfThisThread => current is { } list ? list.first.Count + list.second.Count : 0;

    /// <summary>Moves all marked objects to <paramref name="into"/>. One caller at a time.</summary>
    internal static void Drain(List<MarkedObject> into)
    {
        DrainOpenHalf(into);
        DrainOpenHalf(into);
    }

    static void DrainOpenHalf(List<MarkedObject> into)
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
        MarkedObject[] items = new MarkedObject[FirstCapacity];
        int count;

        public Half()
        {
        }

        internal readonly bool IsEmpty => count == 0;

        internal readonly int Count => count;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal void Add(IReplicated value)
        {
            int at = count;
            if (at == items.Length)
                Grow();
            items[at] = new(value);
            count = at + 1;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        void Grow() => Array.Resize(ref items, count * 2);

        internal void MoveTo(List<MarkedObject> into)
        {
            if (count == 0)
                return;
            into.AddRange(items.AsSpan(0, count));
            Array.Clear(items, 0, count);
            count = 0;
        }
    }
}
