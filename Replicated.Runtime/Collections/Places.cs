using System.Runtime.CompilerServices;

namespace Replicated.Collections;

/// <summary>
/// Goes on with the enumeration of a collection that was changed meanwhile, at a place in its table. The platform only begins at the first, so a
/// private field is written; where a version of it has none, the collection is looked at as a whole, which costs time only.
/// </summary>
internal static class Places
{
    /// <summary>Begins at a place.</summary>
    /// <param name="dictionary">What to enumerate.</param>
    /// <param name="place">What <see cref="Of{TKey, TValue}"/> said.</param>
    /// <param name="at">Enumerates from there.</param>
    /// <returns>False if that cannot be.</returns>
    internal static bool TryBegin<TKey, TValue>(Dictionary<TKey, TValue> dictionary, int place, out Dictionary<TKey, TValue>.Enumerator at)
        where TKey : notnull
    {
        at = dictionary.GetEnumerator();
        try
        {
            Index<TKey, TValue>.Of(ref at) = place;
            return true;
        }
        catch (MissingFieldException)
        {
            return false;
        }
    }

    /// <summary>As with a dictionary.</summary>
    internal static bool TryBegin<T>(HashSet<T> set, int place, out HashSet<T>.Enumerator at)
    {
        at = set.GetEnumerator();
        try
        {
            Index<T>.Of(ref at) = place;
            return true;
        }
        catch (MissingFieldException)
        {
            return false;
        }
    }

    /// <summary>The place behind the item that an enumeration has come to.</summary>
    internal static int Of<TKey, TValue>(ref Dictionary<TKey, TValue>.Enumerator at)
        where TKey : notnull
        => Index<TKey, TValue>.Of(ref at);

    /// <summary>As with a dictionary.</summary>
    internal static int Of<T>(ref HashSet<T>.Enumerator at) => Index<T>.Of(ref at);

    static class Index<TKey, TValue>
        where TKey : notnull
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_index")]
        internal static extern ref int Of(ref Dictionary<TKey, TValue>.Enumerator at);
    }

    static class Index<T>
    {
        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_index")]
        internal static extern ref int Of(ref HashSet<T>.Enumerator at);
    }
}
