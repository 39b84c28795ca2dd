using StateFuzz.Model;

namespace StateFuzz.Changing;

/// <summary>Draws keys, few enough that they meet again, and what compares them.</summary>
static class Keys
{
    static readonly StringComparer[] texts =
        [StringComparer.Ordinal, StringComparer.OrdinalIgnoreCase, StringComparer.InvariantCulture, StringComparer.InvariantCultureIgnoreCase, StringComparer.Create(new("de-DE"), ignoreCase: true)];

    internal static T Of<T>(Source source)
        where T : notnull
        => typeof(T) == typeof(int) ? (T)(object)source.Next(30)
            : source.Make<T>() is { } key ? key : typeof(T) == typeof(string) ? (T)(object)"null" : throw new InvalidOperationException($"a key of the type {typeof(T)} is null");

    internal static IEqualityComparer<T>? Equality<T>(Source source) => Any(source) as IEqualityComparer<T>;

    internal static IComparer<T>? Order<T>(Source source)
        => Any(source) as IComparer<T> ?? (typeof(T) == typeof(OrderKey) ? (IComparer<T>)(object)new ByNumber() : null);

    /// <summary>Which fits the type of a key, or does not: then it is the default one.</summary>
    static object Any(Source source) => source.Next(3) switch
    {
        0 => new ByNumber(),
        1 => new ByDistance(source.Next(8)),
        _ => texts[source.Next(texts.Length)],
    };
}
