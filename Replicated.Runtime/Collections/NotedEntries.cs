using Replicated.Marks;

namespace Replicated.Collections;

/// <summary>What the others have of a dictionary whose keys are noted, each at the same place, and what a capture makes of the notes.</summary>
/// <param name="sent">What they have, in their order.</param>
/// <param name="comparer">How they tell keys apart.</param>
internal sealed class NotedEntries<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> sent, IEqualityComparer<TKey> comparer)
    where TKey : notnull
{
    readonly Dictionary<TKey, TValue> others = new(sent, comparer);

    /// <summary>The keys whose value is among what was taken.</summary>
    readonly HashSet<TKey> valued = new(comparer);

    readonly List<(bool Removes, KeyValuePair<TKey, TValue> Entry)> taken = [];

    /// <summary>How many entries there were then.</summary>
    int countTaken;

    internal int Count => others.Count;

    internal IEnumerable<KeyValuePair<TKey, TValue>> Others => others;

    /// <summary>Whether they have places of removed keys.</summary>
    internal bool HaveGaps => Gaps.Any(others);

    /// <summary>What others are to do, in this order: take a key out, or give it a value.</summary>
    internal List<(bool Removes, KeyValuePair<TKey, TValue> Entry)> Taken => taken;

    /// <summary>Reads the values of the keys that were noted.</summary>
    /// <exception cref="InvalidOperationException">Another thread changes the dictionary. It can be tried again.</exception>
    internal void Take(Dictionary<TKey, TValue> dictionary, ItemNotes<TKey> notes)
    {
        Discard();
        countTaken = dictionary.Count;
        foreach (var (happened, key) in notes.Taken)
        {
            if (happened == ItemEvent.Removed)
            {
                valued.Remove(key);
                taken.Add((true, new(key, default!)));
                continue;
            }
            bool isThere = dictionary.TryGetValue(key, out var value);
            // What is gone by now leaves a place behind, so others must put it in and take it out, too; which value it had is all the same.
            if (happened == ItemEvent.Set && (!isThere || valued.Contains(key) || (others.TryGetValue(key, out var before) && Items<TValue>.Same(value!, before))))
                continue;
            valued.Add(key);
            taken.Add((false, new(key, isThere ? Items<TValue>.Frozen(value!) : default!)));
        }
    }

    /// <summary>The others have what was taken.</summary>
    /// <returns>Whether they have as many entries as there were.</returns>
    internal bool Confirm()
    {
        foreach (var (removes, (key, value)) in taken)
        {
            if (removes)
                others.Remove(key);
            else
                others[key] = value;
        }
        Discard();
        return others.Count == countTaken;
    }

    /// <summary>Holds on to nothing that was taken.</summary>
    internal void Discard()
    {
        Frames.ReusedList.Clear(taken);
        valued.Clear();
    }
}
