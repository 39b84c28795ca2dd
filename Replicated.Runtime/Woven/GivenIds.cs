namespace Replicated.Woven;

/// <summary>How far the object ids reach that objects of this process got, of whichever graph: an id beyond is none.</summary>
internal static class GivenIds
{
    /// <summary>Bits of an id within its epoch, which stands above them.</summary>
    internal const int CounterBits = 40;

    /// <summary>Counted in blocks, so that few ids are the highest so far.</summary>
    const int BlockBits = 20;

    const ulong CounterMask = (1UL << CounterBits) - 1;

    static ulong epochs;
    static ulong blocks;

    internal static void Add(ulong id)
    {
        Raise(ref epochs, EpochOf(id) + 1);
        Raise(ref blocks, BlockOf(id) + 1);
    }

    /// <summary>False for most numbers that are no id of an object, true for each that is.</summary>
    internal static bool MayHave(ulong id) => EpochOf(id) < Volatile.Read(ref epochs) && BlockOf(id) < Volatile.Read(ref blocks);

    static ulong EpochOf(ulong id) => id >> CounterBits;

    static ulong BlockOf(ulong id) => (id & CounterMask) >> BlockBits;

    static void Raise(ref ulong highest, ulong to)
    {
        ulong seen = Volatile.Read(ref highest);
        while (seen < to)
        {
            ulong before = Interlocked.CompareExchange(ref highest, to, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }
}
