namespace StateFuzz.Changing;

/// <summary>How a value of a type is drawn.</summary>
static class Maker<T>
{
    internal static readonly Func<Source, T?> Make = (Func<Source, T?>)Makers.Find(typeof(T));
}
