using System.Collections.ObjectModel;
using System.Runtime.InteropServices;

namespace StateFuzz.Changing;

/// <summary>Changes lists by each of their members.</summary>
static class Lists
{
    const int CountMax = 12;

    internal static List<T?> Change<T>(List<T?> list, Source source)
    {
        if (list.Count > CountMax)
            list.RemoveRange(source.Next(4), CountMax / 2);
        switch (source.Next(4))
        {
            case 0: Grow(list, source); break;
            case 1 when list.Count > 0: Shrink(list, source); break;
            case 2 when list.Count > 0: Set(list, source); break;
            case 3 when source.OneIn(4): Order(list, source); break;
            default: list.Add(source.Make<T>()); break;
        }
        return list;
    }

    static void Grow<T>(List<T?> list, Source source)
    {
        int at = source.Next(list.Count + 1);
        switch (source.Next(7))
        {
            case 0: list.Insert(at, source.Make<T>()); break;
            case 1: list.AddRange([source.Make<T>(), default]); break;
            case 2: list.InsertRange(at, [source.Make<T>(), source.Make<T>()]); break;
            case 3: list.InsertRange(at, list.GetRange(0, list.Count / 2)); break;
            case 4: list.AddRange(new T?[] { source.Make<T>() }.AsSpan()); break;
            case 5: Foreign.Call(list, "Add", source.Make<T>()); break;
            case 6: CollectionsMarshal.SetCount(list, list.Count + 1); CollectionsMarshal.AsSpan(list)[^1] = source.Make<T>(); break;
        }
    }

    static void Shrink<T>(List<T?> list, Source source)
    {
        int at = source.Next(list.Count);
        switch (source.Next(8))
        {
            case 0: list.RemoveAt(at); break;
            case 1: list.Remove(list[at]); break;
            case 2: list.RemoveRange(at, 1 + source.Next(list.Count - at)); break;
            case 3: int kept = source.Next(3); list.RemoveAll(_ => kept++ % 3 == 0); break;
            case 4: list.Clear(); break;
            case 5: Foreign.Call(list, "RemoveAt", at); break;
            case 6: CollectionsMarshal.SetCount(list, at); break;
            case 7: list.TrimExcess(); break;
        }
    }

    static void Set<T>(List<T?> list, Source source)
    {
        int at = source.Next(list.Count);
        switch (source.Next(5))
        {
            case 0: list[at] = source.Make<T>(); break;
            case 1: (list[at], list[0]) = (list[0], list[at]); break;
            case 2: Foreign.Call(list, "set_Item", at, source.Make<T>()); break;
            case 3: CollectionsMarshal.AsSpan(list)[at] = source.Make<T>(); break;
            case 4: ((IList<T?>)list)[at] = source.Make<T>(); break;
        }
    }

    static void Order<T>(List<T?> list, Source source)
    {
        switch (source.Next(4))
        {
            case 0: list.Reverse(); break;
            case 1: list.Reverse(0, list.Count / 2); break;
            case 2: list.Sort(static (left, right) => string.CompareOrdinal(left?.ToString(), right?.ToString())); break;
            case 3: Foreign.Call(list, "Reverse"); break;
        }
    }

    internal static Collection<T?> Change<T>(Collection<T?> list, Source source)
    {
        Common(list, source);
        return list;
    }

    internal static ObservableCollection<T?> Change<T>(ObservableCollection<T?> list, Source source)
    {
        if (list.Count > 1 && source.OneIn(5))
            list.Move(source.Next(list.Count), source.Next(list.Count));
        else
            Common(list, source);
        return list;
    }

    static void Common<T>(IList<T?> list, Source source)
    {
        int at = list.Count == 0 ? 0 : source.Next(list.Count);
        switch (source.Next(7))
        {
            case 0 when list.Count > 0: list.RemoveAt(at); break;
            case 1 when list.Count > 0: list[at] = source.Make<T>(); break;
            case 2 when list.Count > 0: list.Remove(list[at]); break;
            case 3 when list.Count > 5: list.Clear(); break;
            case 4: list.Insert(at, source.Make<T>()); break;
            case 5: Foreign.Call(list, "Add", source.Make<T>()); break;
            default: list.Add(source.Make<T>()); break;
        }
    }
}
