using System.Runtime.CompilerServices;

namespace Replicated.Collections;

/// <summary>
/// Whether a collection has places of removed keys, which new ones take. The platform does not tell, so a private field is read; where a
/// version of it has none, any collection counts as one with gaps, which costs time only.
/// </summary>
internal static class Gaps
{
    internal static bool Any<TKey, TValue>(Dictionary<TKey, TValue> dictionary)
        where TKey : notnull
    {
        try
        {
            return Of<TKey, TValue>.Count(dictionary) > 0;
        }
        catch (MissingFieldException)
        {
            return true;
        }
    }

    internal static bool Any<T>(HashSet<T> set)
    {
        try
        {
            return Of<T>.Count(set) > 0;
        }
        catch (MissingFieldException)
        {
            return true;
        }
    }

    static class Of<TKey, TValue>
        where TKey : notnull
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_freeCount")]
        internal static extern ref int Count(Dictionary<TKey, TValue> dictionary);
    }

    static class Of<T>
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_freeCount")]
        internal static extern ref int Count(HashSet<T> set);
    }
}
