using Replicated.Values;

namespace Replicated.Collections;

/// <summary>The comparers that exist on each node under the same name.</summary>
internal static class Comparers
{
    static readonly (string Name, StringComparer Comparer)[] known =
    [
        ("Ordinal", StringComparer.Ordinal),
        ("OrdinalIgnoreCase", StringComparer.OrdinalIgnoreCase),
        ("InvariantCulture", StringComparer.InvariantCulture),
        ("InvariantCultureIgnoreCase", StringComparer.InvariantCultureIgnoreCase),
    ];

    /// <summary>The name of a comparer; null for the default one.</summary>
    internal static string? NameOf<TKey>(IEqualityComparer<TKey> comparer)
    {
        if (ReferenceEquals(comparer, EqualityComparer<TKey>.Default))
            return null;
        foreach (var (name, candidate) in known)
        {
            if (candidate.Equals(comparer))
                return name;
        }
        throw new ReplicationException(
            $"a dictionary with the comparer {TypeNames.Of(comparer.GetType())} cannot be replicated: use the default comparer or StringComparer.Ordinal, OrdinalIgnoreCase, InvariantCulture or InvariantCultureIgnoreCase");
    }

    internal static IEqualityComparer<TKey>? Find<TKey>(string? name)
    {
        if (name is null)
            return null;
        foreach (var (candidate, comparer) in known)
        {
            if (candidate == name)
                return comparer as IEqualityComparer<TKey>;
        }
        throw new Frames.FrameDamagedException($"the comparer '{name}' is not known");
    }
}
