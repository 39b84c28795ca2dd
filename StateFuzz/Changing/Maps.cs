using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace StateFuzz.Changing;

/// <summary>Changes collections of keys with values by each of their members.</summary>
static class Maps
{
    const int CountMax = 14;

    internal static Dictionary<TKey, TValue?> Change<TKey, TValue>(Dictionary<TKey, TValue?> map, Source source, Func<TKey> key)
        where TKey : notnull
    {
        switch (source.Next(12))
        {
            case 0: map.TryAdd(key(), source.Make<TValue>()); break;
            case 1: map.Remove(key(), out _); break;
            case 2: CollectionsMarshal.GetValueRefOrAddDefault(map, key(), out _) = source.Make<TValue>(); break;
            case 3: map.TrimExcess(); break;
            case 4: Foreign.Call(map, "set_Item", key(), source.Make<TValue>()); break;
            case 5 when map.Count > 0: Foreign.Call(map, "Remove", map.First().Key); break;
            case 6 when source.OneIn(4): Turn(map); break;
            case 7 when map.Count > 0:
                // Out and in again: where removed ones left places.
                foreach (var (known, value) in map.Take(3).ToArray())
                {
                    map.Remove(known);
                    map[known] = value;
                }
                break;
            default: Common(map, source, key); break;
        }
        return map;
    }

    static void Turn<TKey, TValue>(Dictionary<TKey, TValue?> map)
        where TKey : notnull
    {
        var all = map.Reverse().ToArray();
        map.Clear();
        foreach (var (key, value) in all)
            map.Add(key, value);
    }

    internal static SortedDictionary<TKey, TValue?> Change<TKey, TValue>(SortedDictionary<TKey, TValue?> map, Source source, Func<TKey> key)
        where TKey : notnull
    {
        Common(map, source, key);
        return map;
    }

    internal static SortedList<TKey, TValue?> Change<TKey, TValue>(SortedList<TKey, TValue?> map, Source source, Func<TKey> key)
        where TKey : notnull
    {
        switch (source.Next(8))
        {
            case 0 when map.Count > 0: map.RemoveAt(source.Next(map.Count)); break;
            case 1 when map.Count > 0: map.SetValueAtIndex(source.Next(map.Count), source.Make<TValue>()); break;
            case 2: map.TrimExcess(); break;
            default: Common(map, source, key); break;
        }
        return map;
    }

    internal static OrderedDictionary<TKey, TValue?> Change<TKey, TValue>(OrderedDictionary<TKey, TValue?> map, Source source, Func<TKey> key)
        where TKey : notnull
    {
        var other = key();
        switch (source.Next(9))
        {
            case 0 when map.Count > 0: map.RemoveAt(source.Next(map.Count)); break;
            case 1 when map.Count > 0: map.SetAt(source.Next(map.Count), source.Make<TValue>()); break;
            case 2 when map.Count > 0 && !map.ContainsKey(other): map.SetAt(source.Next(map.Count), other, source.Make<TValue>()); break;
            case 3 when !map.ContainsKey(other): map.Insert(source.Next(map.Count + 1), other, source.Make<TValue>()); break;
            default: Common(map, source, key); break;
        }
        return map;
    }

    internal static ConcurrentDictionary<TKey, TValue?> Change<TKey, TValue>(ConcurrentDictionary<TKey, TValue?> map, Source source, Func<TKey> key)
        where TKey : notnull
    {
        switch (source.Next(8))
        {
            case 0: map.AddOrUpdate(key(), source.Make<TValue>(), (_, old) => old); break;
            case 1: map.GetOrAdd(key(), source.Make<TValue>()); break;
            case 2: map.TryRemove(key(), out _); break;
            case 3: map.TryUpdate(key(), source.Make<TValue>(), default); break;
            default: Common(map, source, key); break;
        }
        return map;
    }

    static void Common<TKey, TValue>(IDictionary<TKey, TValue?> map, Source source, Func<TKey> key)
        where TKey : notnull
    {
        if (map.Count > CountMax)
        {
            foreach (var known in map.Keys.Take(CountMax / 2).ToArray())
                map.Remove(known);
        }
        var one = key();
        switch (source.Next(7))
        {
            case 0: map.Remove(one); break;
            case 1 when map.Count > 0: map.Remove(map.Last()); break;
            case 2 when map.Count > 0: map[map.First().Key] = source.Make<TValue>(); break;
            case 3 when source.OneIn(6): map.Clear(); break;
            case 4 when !map.ContainsKey(one): map.Add(one, source.Make<TValue>()); break;
            default: map[one] = source.Make<TValue>(); break;
        }
    }
}
