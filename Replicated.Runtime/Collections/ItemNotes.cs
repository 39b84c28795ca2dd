using Replicated.Marks;

namespace Replicated.Collections;

/// <summary>
/// What a watched collection is told of its items since the last capture, in its order. Items stand where the order of additions and removals
/// puts them, so that who has the same items at the same places, and does the same, has them at the same places again.
/// </summary>
/// <typeparam name="T">The item, or its key.</typeparam>
internal sealed class ItemNotes<T>
{
    /// <summary>Fewer notes than this are kept, however few items there are.</summary>
    const int KeptMin = 64;

    List<ItemChange<T>> open = [];
    List<ItemChange<T>> taken = [];

    /// <summary>Whether keys are found again by what is noted: not where a hash code can be another one by then, or comes from code of the program.</summary>
    internal static bool CanFind(IEqualityComparer<T> comparer)
        => IsKeyOfPlatform && (ReferenceEquals(comparer, EqualityComparer<T>.Default) || IsOfPlatform(comparer));

    /// <summary>Whether keys are ordered here as they are elsewhere: not by code of the program, nor texts by the culture of whoever asks.</summary>
    internal static bool CanOrder(IComparer<T> comparer)
        => IsKeyOfPlatform && ((ReferenceEquals(comparer, Comparer<T>.Default) && typeof(T) != typeof(string)) || IsOfPlatform(comparer));

    /// <summary>Whether in addition keys are the same only where they look the same: not 1.0 and 1.00, nor a time in two zones.</summary>
    internal static bool AreExact(IEqualityComparer<T> comparer)
        => CanFind(comparer)
            && (typeof(T) == typeof(string) ? ReferenceEquals(comparer, EqualityComparer<T>.Default) || ReferenceEquals(comparer, StringComparer.Ordinal)
                : typeof(T).IsEnum || typeof(T) == typeof(Guid) || (typeof(T).IsPrimitive && typeof(T) != typeof(double) && typeof(T) != typeof(float)));

    static bool IsKeyOfPlatform => typeof(T) == typeof(string) || typeof(T).IsEnum || (typeof(T).IsValueType && !typeof(T).IsGenericType && IsOfPlatform(typeof(T)));

    static bool IsOfPlatform(object comparer) => comparer is StringComparer && IsOfPlatform(comparer.GetType());

    static bool IsOfPlatform(Type type) => type.Assembly == typeof(int).Assembly;

    /// <summary>What happened up to the capture that runs.</summary>
    internal List<ItemChange<T>> Taken => taken;

    /// <param name="count">How many items there are.</param>
    /// <returns>False if there are so many notes that to look at all items is cheaper; they are dropped.</returns>
    internal bool TryAdd(ItemEvent happened, T item, int count)
    {
        if (open.Count > Math.Max(KeptMin, count / 2))
        {
            open = [];
            return false;
        }
        open.Add(new(happened, item));
        return true;
    }

    /// <summary>Turns the notes over to the capture that begins.</summary>
    internal void Take(bool whole)
    {
        taken.Clear();
        if (whole)
            open.Clear();
        else
            (open, taken) = (taken, open);
    }
}
