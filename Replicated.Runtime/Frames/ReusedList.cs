namespace Replicated.Frames;

/// <summary>Lists that every capture fills anew.</summary>
internal static class ReusedList
{
    /// <summary>A list that grew beyond this is given up after its frame.</summary>
    const int KeptMax = 1 << 14;

    internal static void Clear<T>(List<T> list)
    {
        list.Clear();
        if (list.Capacity > KeptMax)
            list.Capacity = 0;
    }
}
