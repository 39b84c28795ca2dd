namespace Replicated.Graph;

/// <summary>A set of object ids: pages of bits, because the ids of an epoch follow each other.</summary>
internal sealed class IdSet
{
    const int PageBits = 16;

    readonly Dictionary<ulong, ulong[]> pages = [];
    ulong lastPage = ulong.MaxValue;
    ulong[] lastPageBits = [];

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
        return added;
    }

    /// <summary>Whether the id was added. One caller at a time, as for <see cref="Add"/>.</summary>
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

    void Turn(ulong page)
    {
        if (!pages.TryGetValue(page, out var bits))
            pages[page] = bits = new ulong[(1 << PageBits) / 64];
        lastPageBits = bits;
        lastPage = page;
    }
}
