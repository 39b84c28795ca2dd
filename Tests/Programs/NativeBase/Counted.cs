using Replicated;

namespace NativeBase;

/// <summary>A static for each type that it is asked for, of a library that does not know them.</summary>
public static class Counted<T>
{
    [Replicated]
    static int count;

    [Replicated]
    static List<T> seen = [];

    public static void Add(T item)
    {
        count++;
        seen.Add(item);
    }

    public static string Show() => $"{count} {typeof(T).Name}: {string.Join(',', seen)}";
}
