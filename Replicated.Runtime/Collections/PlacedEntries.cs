using Replicated.Frames;

namespace Replicated.Collections;

/// <summary>
/// On a standby: new entries of a dictionary that are not behind all others. A dictionary puts a new key where a removed one was, so it is
/// filled again, in the order that it has on the active.
/// </summary>
internal sealed class PlacedEntries<TKey, TValue>
    where TKey : notnull
{
    readonly List<(ulong Place, TKey Key, TValue Value)> placed = [];

    /// <param name="place">How many entries come before it, in the order of these numbers.</param>
    internal void Add(ulong place, TKey key, TValue value) => placed.Add((place, key, value));

    /// <returns>Whether it was filled again.</returns>
    internal bool PutInto(Dictionary<TKey, TValue> dictionary, Decoder decoder)
    {
        if (placed.Count == 0)
            return false;
        var others = new KeyValuePair<TKey, TValue>[dictionary.Count];
        int next = 0;
        // One by one, because a derived class may enumerate or copy itself in another way.
        foreach (var entry in dictionary)
            others[next++] = entry;
        dictionary.Clear();
        next = 0;
        foreach (var (place, key, value) in placed)
        {
            for (; (ulong)dictionary.Count < place && next < others.Length; next++)
                dictionary[others[next].Key] = others[next].Value;
            if ((ulong)dictionary.Count != place)
                throw decoder.Damaged($"entry {place} of a dictionary of {dictionary.Count}");
            dictionary[key] = value;
        }
        for (; next < others.Length; next++)
            dictionary[others[next].Key] = others[next].Value;
        return true;
    }
}
