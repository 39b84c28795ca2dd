using System.Runtime.CompilerServices;
using Replicated.Woven;

namespace Replicated.Marks;

/// <summary>
/// The members, and the items of watched collections, whose addresses one thread has lent to calls that have not returned, innermost last.
/// Until they do, a capture takes these as changed.
/// </summary>
/// <remarks>
/// What a call writes through an address is marked when the call returns. Without this: (1) the main loop of a program is
/// <c>Run(ref state)</c>; (2) it writes to the state and commits; (3) the commit finds nothing marked and its caller is told that the
/// change is safe, for as long as the loop runs.
/// A capture reads the lists of other threads while these go on. What it sees torn or out of date, it marks in vain; a write that
/// happened before the commit happened after its member was lent.
/// </remarks>
internal sealed class LentMembers
{
    const int FirstCapacity = 8;

    static readonly Lock registration = new();
    static LentMembers[] all = [];

    [ThreadStatic]
    static LentMembers? current;

    readonly Thread owner = Thread.CurrentThread;
    LentMember[] members = new LentMember[FirstCapacity];
    int count;

    /// <summary>The address of the member is given to a call that follows, or that of an item.</summary>
    /// <param name="self">The object, or the collection; null where several addresses meet and this one was not taken.</param>
    /// <param name="bit">Of the member; or the index of the item, negative where any of them is meant.</param>
    internal static void Lend(object? self, long bit)
    {
        var lent = current ?? Create();
        int at = lent.count;
        if (at == lent.members.Length)
            lent.Grow();
        lent.members[at] = new LentMember(self, bit);
        Volatile.Write(ref lent.count, at + 1);
    }

    /// <summary>The call that got the last <paramref name="number"/> addresses has returned.</summary>
    internal static void TakeBack(int number)
    {
        var lent = current!;
        lent.count -= number;
        Array.Clear(lent.members, lent.count, number);
    }

    /// <summary>Marks what is lent, before a capture drains the marks.</summary>
    internal static void MarkAll()
    {
        bool ended = false;
        foreach (var lent in Volatile.Read(ref all))
        {
            lent.Mark();
            ended |= !lent.owner.IsAlive;
        }
        if (ended)
            RemoveEnded();
    }

    void Mark()
    {
        int lent = Volatile.Read(ref count);
        foreach (var (self, bit) in Volatile.Read(ref members).AsSpan(0, lent))
        {
            if (self is not IReplicated replicated)
                Touch(self, bit);
            else if ((Volatile.Read(ref replicated.GetHeader().Clean) & bit) != 0)
                MarkList.Mark(replicated, ref replicated.GetHeader(), bit);
        }
    }

    /// <remarks>What is seen torn may be the index of another array, or the bit of a member.</remarks>
    static void Touch(object? collection, long index)
    {
        if (collection is null || TouchedCollection.Find(collection) is not { } touched)
            return;
        if (collection is Array array && index >= 0 && index < array.LongLength)
            touched.TouchAt((int)index);
        else
            touched.TouchWhole();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    void Grow()
    {
        var more = new LentMember[members.Length * 2];
        members.CopyTo(more, 0);
        Volatile.Write(ref members, more);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static LentMembers Create()
    {
        var lent = new LentMembers();
        lock (registration)
            Volatile.Write(ref all, [.. all, lent]);
        return current = lent;
    }

    static void RemoveEnded()
    {
        lock (registration)
            Volatile.Write(ref all, [.. all.Where(lent => lent.owner.IsAlive)]);
    }

    readonly record struct LentMember(object? Self, long Bit);
}
