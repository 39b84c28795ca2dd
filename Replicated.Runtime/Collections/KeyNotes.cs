using Replicated.Marks;

namespace Replicated.Collections;

/// <summary>
/// What a watched collection of keys is told of them since the last capture, in its order. Keys stand where the order of additions and removals
/// puts them, so that who has the same keys at the same places, and does the same, has them at the same places again.
/// </summary>
internal sealed class KeyNotes<TKey>
{
    /// <summary>Fewer notes than this are kept, however few keys there are.</summary>
    const int KeptMin = 64;

    List<KeyChange<TKey>> open = [];
    List<KeyChange<TKey>> taken = [];

    /// <summary>
    /// Whether keys are found again by what is noted: not where a hash code can be another one by then, or comes from code of the program.
    /// </summary>
    internal static bool CanNote(IEqualityComparer<TKey> comparer)
        => (typeof(TKey) == typeof(string) || typeof(TKey).IsEnum || (typeof(TKey).IsValueType && !typeof(TKey).IsGenericType && IsOfPlatform(typeof(TKey))))
            && (ReferenceEquals(comparer, EqualityComparer<TKey>.Default) || (comparer is StringComparer && IsOfPlatform(comparer.GetType())));

    static bool IsOfPlatform(Type type) => type.Assembly == typeof(int).Assembly;

    /// <summary>What happened up to the capture that runs.</summary>
    internal List<KeyChange<TKey>> Taken => taken;

    /// <param name="count">How many keys there are.</param>
    /// <returns>False if there are so many notes that to look at all keys is cheaper; they are dropped.</returns>
    internal bool TryAdd(KeyEvent happened, TKey key, int count)
    {
        if (open.Count > Math.Max(KeptMin, count / 2))
        {
            open = [];
            return false;
        }
        open.Add(new(happened, key));
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
