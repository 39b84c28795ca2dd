namespace StateFuzz.Changing;

/// <summary>Changes sets by each of their members.</summary>
static class Sets
{
    const int CountMax = 14;

    internal static HashSet<T> Change<T>(HashSet<T> set, Source source, Func<T> item)
    {
        int kept = 0;
        switch (source.Next(10))
        {
            case 0: set.RemoveWhere(_ => kept++ % 3 == 1); break;
            case 1: set.TrimExcess(); break;
            case 2: Foreign.Call(set, "Add", item()); break;
            case 3: Foreign.Call(set, "Remove", item()); break;
            default: Common(set, source, item); break;
        }
        return set;
    }

    internal static SortedSet<T> Change<T>(SortedSet<T> set, Source source, Func<T> item)
    {
        int kept = 0;
        switch (source.Next(10))
        {
            case 0: set.RemoveWhere(_ => kept++ % 3 == 1); break;
            case 1 when set.Count > 2: set.GetViewBetween(set.ElementAt(0), set.ElementAt(1)).Clear(); break;
            default: Common(set, source, item); break;
        }
        return set;
    }

    static void Common<T>(ISet<T> set, Source source, Func<T> item)
    {
        if (set.Count > CountMax)
            set.ExceptWith(set.Take(CountMax / 2).ToArray());
        switch (source.Next(8))
        {
            case 0: set.Remove(item()); break;
            case 1 when set.Count > 0: set.Remove(set.First()); break;
            case 2: set.UnionWith([item(), item()]); break;
            case 3: set.SymmetricExceptWith([item()]); break;
            case 4 when set.Count > 3: set.IntersectWith(set.Skip(1).ToArray()); break;
            case 5 when source.OneIn(6): set.Clear(); break;
            default: set.Add(item()); break;
        }
    }
}
