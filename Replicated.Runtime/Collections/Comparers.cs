using System.Globalization;
using System.Runtime.CompilerServices;
using Replicated.Frames;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Collections;

/// <summary>
/// Names comparers and finds them again: those of the platform that each node has, those of cultures, replicated objects, and classes
/// without state that woven modules announced. Nothing else is made for a name.
/// </summary>
internal static class Comparers
{
    /// <summary>Stands before the name of a type.</summary>
    const char TypeSign = '@';

    static readonly (string Name, object Comparer)[] known =
    [
        ("Ordinal", StringComparer.Ordinal),
        ("OrdinalIgnoreCase", StringComparer.OrdinalIgnoreCase),
        ("Reference", ReferenceEqualityComparer.Instance),
    ];

    /// <param name="comparer">How keys are found.</param>
    /// <param name="owner">What they are keys of, for an error.</param>
    internal static ComparerName Of<TKey>(IEqualityComparer<TKey> comparer, string owner)
        => ReferenceEquals(comparer, EqualityComparer<TKey>.Default) ? default : OfOther(comparer, owner);

    /// <param name="comparer">How items are ordered.</param>
    /// <param name="owner">What they are items of, for an error.</param>
    internal static ComparerName Of<TItem>(IComparer<TItem> comparer, string owner)
        => ReferenceEquals(comparer, Comparer<TItem>.Default) ? OfDefault(typeof(TItem)) : OfOther(comparer, owner);

    /// <summary>The default order of texts is that of the culture of whoever asks.</summary>
    static ComparerName OfDefault(Type item) => IsOrderOfCulture(item) ? new(TextOrder.NameOf(CultureInfo.CurrentCulture.Name, null), null) : default;

    /// <summary>Whether comparing two items of a type by default can compare texts, as far as the type says so.</summary>
    internal static bool IsOrderOfCulture(Type type)
        => type == typeof(string) || type == typeof(object) || type == typeof(IComparable)
            || (type.IsGenericType && (typeof(ITuple).IsAssignableFrom(type) || Nullable.GetUnderlyingType(type) is not null) && type.GetGenericArguments().Any(IsOrderOfCulture));

    static ComparerName OfOther(object comparer, string owner)
    {
        if (comparer is IReplicated)
            return new ComparerName(null, comparer);
        if (NameOf(comparer) is { } name)
            return new ComparerName(name, null);
        throw new ReplicationException(
            $"a {owner} with the comparer {TypeNames.Of(comparer.GetType())} cannot be replicated: use the default comparer, StringComparer.Ordinal, OrdinalIgnoreCase or one of a culture, or a class of a woven assembly that is replicated, or has a constructor without parameters and neither fields nor type parameters");
    }

    /// <summary>The name of a comparer that each node has; null if this is none.</summary>
    internal static string? NameOf(object comparer)
    {
        if (StringComparer.IsWellKnownCultureAwareComparer(comparer as IEqualityComparer<string?>, out var culture, out var options))
            return TextOrder.NameOf(culture.Name, options);
        foreach (var (name, candidate) in known)
        {
            if (candidate.Equals(comparer))
                return name;
        }
        string type = TypeNames.Of(comparer.GetType());
        return Registry.ComparerOf(type)?.GetType() == comparer.GetType() ? TypeSign + type : null;
    }

    /// <summary>Null for the default one.</summary>
    internal static IEqualityComparer<TKey>? FindEquality<TKey>(ComparerName name) => Find<IEqualityComparer<TKey>>(name);

    /// <summary>Null for the default one.</summary>
    internal static IComparer<TItem>? FindOrder<TItem>(ComparerName name) => Find<IComparer<TItem>>(name);

    /// <summary>A comparer that is no collection's, by its name.</summary>
    internal static TComparer? Find<TComparer>(string name)
        where TComparer : class
        => Find<TComparer>(new ComparerName(name, null));

    static TComparer? Find<TComparer>(ComparerName name)
        where TComparer : class
    {
        object? found = name.Object ?? (name.Name is { } text ? Named(text) : null);
        return found is null ? null : found as TComparer ?? throw new FrameDamagedException($"{TypeNames.Of(found.GetType())} is not a {TypeNames.Of(typeof(TComparer))}");
    }

    /// <summary>Null for the default order of texts.</summary>
    static object? Named(string name)
    {
        if (TextOrder.Parse(name) is { } order)
            return Named(order);
        foreach (var (candidate, comparer) in known)
        {
            if (candidate == name)
                return comparer;
        }
        return (name.StartsWith(TypeSign) ? Registry.ComparerOf(name[1..]) : null) ?? throw new FrameDamagedException($"the comparer '{name}' is not known");
    }

    static StringComparer? Named(TextOrder order)
    {
        if (order.FaultOn("this node", NodeEnvironment.Here) is { } fault)
            throw new ReplicationException($"the active cannot be followed: {fault}");
        try
        {
            return order.Options is { } options ? StringComparer.Create(CultureInfo.GetCultureInfo(order.Culture), options) : null;
        }
        catch (Exception exception) when (exception is CultureNotFoundException or ArgumentException)
        {
            throw new FrameDamagedException($"the comparer '{order.Name}' cannot be made: {exception.Message}");
        }
    }
}
