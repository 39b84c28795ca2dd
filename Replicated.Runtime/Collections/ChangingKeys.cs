using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Replicated.Woven;

namespace Replicated.Collections;

/// <summary>
/// Keys whose hash code can be another one than when they were put into a collection of a standby: on the active they left it before they
/// changed, and may be back, but a frame says only what came of that. Such a key is found by reference, and its collection filled again.
/// </summary>
/// <param name="others">Compares the keys that do not change.</param>
internal sealed class ChangingKeys<TKey>(IEqualityComparer<TKey> others) : IEqualityComparer<TKey>
{
    public bool Equals(TKey? x, TKey? y) => x is IReplicated || y is IReplicated ? ReferenceEquals(x, y) : others.Equals(x, y);

    public int GetHashCode(TKey obj) => obj is IReplicated ? RuntimeHelpers.GetHashCode(obj) : others.GetHashCode(obj!);
}

/// <summary>Tells such keys.</summary>
internal static class ChangingKeys
{
    static readonly ConcurrentDictionary<Type, bool> overriding = [];

    /// <summary>Whether the key is an object whose hash code may come from its members.</summary>
    internal static bool Has<TKey>(TKey key, IEqualityComparer<TKey> comparer)
        => !typeof(TKey).IsValueType && key is IReplicated value && !ReferenceEquals(comparer, ReferenceEqualityComparer.Instance)
            && (!ReferenceEquals(comparer, EqualityComparer<TKey>.Default) || Overrides(value));

    /// <summary>Whether one of several keys is such an object; what cannot be one by its type is not looked through.</summary>
    internal static bool HasAny<TKey>(IEnumerable<TKey> keys, IEqualityComparer<TKey> comparer) => CanBe(typeof(TKey)) && keys.Any(key => Has(key, comparer));

    static bool CanBe(Type type) => !type.IsValueType && (!type.IsSealed || typeof(IReplicated).IsAssignableFrom(type));

    static bool Overrides(IReplicated value)
    {
        var type = value.GetType();
        if (!overriding.TryGetValue(type, out bool overrides))
            overriding[type] = overrides = ((Func<int>)value.GetHashCode).Method.DeclaringType != typeof(object);
        return overrides;
    }
}
