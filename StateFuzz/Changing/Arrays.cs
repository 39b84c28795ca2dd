namespace StateFuzz.Changing;

/// <summary>Changes arrays by elements, by their addresses, as spans, and by what the platform does with them.</summary>
static class Arrays
{
    internal static void Change<T>(T?[] array, Source source)
    {
        if (array.Length == 0)
            return;
        int at = source.Next(array.Length);
        switch (source.Next(8))
        {
            case 0: Set(ref array[at], source); break;
            case 1: array.AsSpan(at).Fill(source.Make<T>()); break;
            case 2: Array.Reverse(array); break;
            case 3: Array.Clear(array, at, 1); break;
            case 4: Array.Copy(array, 0, array, at, array.Length - at); break;
            case 5: array.SetValue(source.Make<T>(), at); break;
            case 6: (array[0], array[at]) = (array[at], array[0]); break;
            default: array[at] = source.Make<T>(); break;
        }
    }

    static void Set<T>(ref T? place, Source source) => place = source.Make<T>();
}
