using System.Numerics;
using Replicated.Frames;

namespace Replicated.Graph;

/// <summary>A set of object ids: pages of bits, because the ids of an epoch follow each other. One caller at a time, also to look.</summary>
internal sealed class IdSet
{
    const int PageBits = 16;

    readonly Dictionary<ulong, ulong[]> pages = [];
    ulong lastPage = ulong.MaxValue;
    ulong[] lastPageBits = [];

    /// <summary>How many ids there are.</summary>
    internal long Count { get; private set; }

    /// <summary>Adds an id.</summary>
    /// <returns>False if it was there.</returns>
    internal bool Add(ulong id)
    {
        ulong page = id >> PageBits;
        if (page != lastPage)
            Turn(page);
        ref ulong bits = ref lastPageBits[(id & (1 << PageBits) - 1) >> 6];
        ulong bit = 1UL << (int)(id & 63);
        bool added = (bits & bit) == 0;
        bits |= bit;
        Count += added ? 1 : 0;
        return added;
    }

    internal bool Contains(ulong id)
    {
        ulong page = id >> PageBits;
        if (page != lastPage)
        {
            if (!pages.TryGetValue(page, out var bits))
                return false;
            (lastPage, lastPageBits) = (page, bits);
        }
        return (lastPageBits[(id & (1 << PageBits) - 1) >> 6] & 1UL << (int)(id & 63)) != 0;
    }

    /// <summary>The ids that are in both sets, in their order.</summary>
    internal List<IdRun> Intersection(IdSet other)
    {
        var both = new List<IdRun>();
        foreach (ulong page in pages.Keys.Order())
        {
            if (other.pages.TryGetValue(page, out var others))
                Intersect(page, pages[page], others, both);
        }
        return both;
    }

    static void Intersect(ulong page, ulong[] left, ulong[] right, List<IdRun> into)
    {
        for (int word = 0; word < left.Length; word++)
        {
            for (ulong bits = left[word] & right[word]; bits != 0; bits &= bits - 1)
                IdRun.Append(into, (page << PageBits) + (ulong)(word << 6) + (ulong)BitOperations.TrailingZeroCount(bits));
        }
    }

    void Turn(ulong page)
    {
        if (!pages.TryGetValue(page, out var bits))
            pages[page] = bits = new ulong[(1 << PageBits) / 64];
        lastPageBits = bits;
        lastPage = page;
    }
}
