using System.Runtime.InteropServices;
using StateFuzz.Changing;

namespace StateFuzz.Model;

/// <summary>Dictionaries and sets that the class changes itself, in ordinary code.</summary>
public sealed class DirectTables : Piece
{
    const int Groups = 5;
    const int WaysOfGroup = 12;

    readonly Dictionary<string, Piece?> named = [];
    Dictionary<int, int> counts = [];
    HashSet<string> words = new(StringComparer.OrdinalIgnoreCase);
    SortedDictionary<int, Piece?> sorted = [];
    SortedSet<int>? numbers;
    Dictionary<string, List<int>>? lists;
    Dictionary<int, Spot> spots = [];
    readonly Dictionary<double, int> rates = [];

    internal override int OwnWays => Groups * WaysOfGroup;

    Dictionary<int, int> Counts => counts;

    static string Word(Source source) => source.OneIn(3) ? $"Word {source.Next(8)}" : $"word {source.Next(8)}";

    protected override void ChangeOwn(int way, Source source)
    {
        switch (way / WaysOfGroup)
        {
            case 0: ChangeNamed(way % WaysOfGroup, source, Word(source)); break;
            case 1: ChangeCounts(way % WaysOfGroup, source, source.Next(12)); break;
            case 2: ChangeWords(way % WaysOfGroup, source, Word(source)); break;
            case 3: ChangeSorted(way % WaysOfGroup, source, source.Next(12)); break;
            case 4: ChangeAlias(way % WaysOfGroup, source, source.Next(12)); break;
        }
    }

    void ChangeNamed(int way, Source source, string name)
    {
        switch (way)
        {
            case 0: named[name] = source.Piece(); break;
            case 1: named.TryAdd(name, source.Piece()); break;
            case 2 when !named.ContainsKey(name): named.Add(name, source.Piece()); break;
            case 3: named.Remove(name); break;
            case 4: source.PutAside(named.Remove(name, out var removed) ? removed : null); break;
            case 5 when source.OneIn(3): named.Clear(); break;
            case 6: CollectionsMarshal.GetValueRefOrAddDefault(named, name, out _) ??= source.Piece(); break;
            case 7: named.GetAlternateLookup<ReadOnlySpan<char>>()[name.AsSpan(1)] = this; break;
            case 8: named.GetAlternateLookup<ReadOnlySpan<char>>().Remove(name.AsSpan(1)); break;
            case 9: rates[source.Next(6)] = source.Next(50); break;
            case 10:
                // Equal, and other bits.
                double zero = rates.Remove(0, out int rate) && source.OneIn(2) ? -0.0 : 0.0;
                rates[zero] = rate;
                break;
            case 11:
                foreach (string key in named.Keys)
                    named[key] = named[key] is null ? this : null;
                break;
        }
    }

    void ChangeCounts(int way, Source source, int key)
    {
        switch (way)
        {
            case 0: counts[key] = source.Next(50); break;
            case 1: counts[key] = counts.GetValueOrDefault(key) + 1; break;
            case 2: CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _)++; break;
            case 3: counts.Remove(key); break;
            case 4 when counts.ContainsKey(key): counts[key]++; break;
            case 5: Counts[key] = source.Next(50); break;
            case 6: Counts.Remove(key, out _); break;
            case 7:
                for (int i = 0; i < key; i++)
                    counts[i] = i * key;
                break;
            case 8:
                foreach (var (known, value) in counts)
                {
                    if (value % 2 == 0)
                        counts.Remove(known);
                }
                break;
            case 9 when counts.ContainsKey(key): Add(ref CollectionsMarshal.GetValueRefOrNullRef(counts, key), source); break;
            case 10 when source.OneIn(3): counts.Clear(); break;
            case 11: ((ICollection<KeyValuePair<int, int>>)counts).Remove(new(key, counts.GetValueOrDefault(key))); break;
        }
    }

    void ChangeWords(int way, Source source, string word)
    {
        switch (way)
        {
            case 0: words.Add(word); break;
            case 1: words.Remove(word); break;
            case 2: words.UnionWith([word, Word(source)]); break;
            case 3: words.ExceptWith([word, Word(source)]); break;
            case 4: words.SymmetricExceptWith([word, Word(source)]); break;
            case 5 when words.Count > 4: words.IntersectWith(words.Skip(1).ToArray()); break;
            case 6: words.RemoveWhere(one => one[^1] % 3 == word[^1] % 3); break;
            case 7 when source.OneIn(3): words.Clear(); break;
            case 8: words.GetAlternateLookup<ReadOnlySpan<char>>().Add(word.AsSpan(1)); break;
            case 9: words.GetAlternateLookup<ReadOnlySpan<char>>().Remove(word.AsSpan(1)); break;
            case 10:
                // The same to the comparer, and written otherwise.
                if (words.Remove(word))
                    words.Add(word);
                break;
            case 11: words.TrimExcess(); break;
        }
    }

    void ChangeSorted(int way, Source source, int key)
    {
        switch (way)
        {
            case 0: sorted[key] = source.Piece(); break;
            case 1 when !sorted.ContainsKey(key): sorted.Add(key, source.Piece()); break;
            case 2: sorted.Remove(key); break;
            case 3: sorted.TryAdd(key, source.Piece()); break;
            case 4 when source.OneIn(3): sorted.Clear(); break;
            case 5: (numbers ??= []).Add(key); break;
            case 6: numbers?.Remove(key); break;
            case 7: numbers?.UnionWith([key, key + 1]); break;
            case 8: numbers?.RemoveWhere(number => number % 2 == key % 2); break;
            case 9 when numbers is { Count: > 3 }: numbers.GetViewBetween(2, Math.Max(2, key)).Clear(); break;
            case 10: numbers = source.OneIn(3) ? null : [key, 1]; break;
            case 11:
                foreach (int known in sorted.Keys.ToArray())
                {
                    if (known > key)
                        sorted.Remove(known);
                }
                break;
        }
    }

    void ChangeAlias(int way, Source source, int key)
    {
        var local = counts;
        switch (way)
        {
            case 0: local[key] = key; break;
            case 1: counts = source.Replaces(counts, () => [], out var other) ? other ?? [] : counts; break;
            case 2: Maps.Change(named, source, () => Word(source)); break;
            case 3: Foreign.Call(counts, "set_Item", key, source.Next(50)); break;
            case 4: source.Held<Dictionary<int, int>>()?.Remove(key); break;
            case 5: words = source.OneIn(4) ? new(words, source.OneIn(2) ? StringComparer.Ordinal : words.Comparer) : words; break;
            case 6: Append(lists ??= [], Word(source), key); break;
            case 7: lists?.Remove(Word(source)); break;
            case 8: spots[key] = source.Make<Spot>(); break;
            case 9: CollectionsMarshal.GetValueRefOrAddDefault(spots, key, out _).Move(key); break;
            case 10:
                sorted = new(counts.ToDictionary(count => count.Key, _ => source.Piece()));
                counts = [];
                local.Clear();
                break;
            case 11 when source.Piece<DirectTables>() is { } another: another.counts[key] = source.Next(50); break;
        }
    }

    static void Append(Dictionary<string, List<int>> lists, string name, int number)
    {
        if (!lists.TryGetValue(name, out var list))
            lists.Add(name, list = []);
        if (list.Count > 5)
            list.Clear();
        list.Add(number);
    }

    static void Add(ref int place, Source source) => place += source.Next(50);
}
