using System.Collections.Frozen;
using System.Collections.Immutable;
using Replicated.Values;

namespace Replicated.Collections;

internal sealed class ImmutableListCodec<T> : ImmutableItemsCodec<ImmutableList<T>, T>
{
    protected override ImmutableList<T> Make(List<T> items, ComparerName comparer) => [.. items];
}

internal sealed class ImmutableQueueCodec<T> : ImmutableItemsCodec<ImmutableQueue<T>, T>
{
    protected override ImmutableQueue<T> Make(List<T> items, ComparerName comparer) => [.. items];
}

/// <summary>A stack is enumerated from the top and made from the bottom.</summary>
internal sealed class ImmutableStackCodec<T> : ImmutableItemsCodec<ImmutableStack<T>, T>
{
    protected override ImmutableStack<T> Make(List<T> items, ComparerName comparer)
    {
        items.Reverse();
        return ImmutableStack.CreateRange(items);
    }
}

internal sealed class ImmutableHashSetCodec<T> : ImmutableItemsCodec<ImmutableHashSet<T>, T>
{
    internal override ComparerName ComparerOf(ImmutableHashSet<T> collection) => Comparers.Of(collection.KeyComparer, "set");

    internal override bool WaitsForMembers(ComparerName comparer) => comparer.Object is not null || Codec<T>.Instance.HoldsReferences;

    protected override ImmutableHashSet<T> Make(List<T> items, ComparerName comparer) => ImmutableHashSet.CreateRange(Comparers.FindEquality<T>(comparer), items);
}

internal sealed class ImmutableSortedSetCodec<T> : ImmutableItemsCodec<ImmutableSortedSet<T>, T>
{
    internal override ComparerName ComparerOf(ImmutableSortedSet<T> collection) => Comparers.Of(collection.KeyComparer, "sorted set");

    internal override bool WaitsForMembers(ComparerName comparer) => comparer.Object is not null || Codec<T>.Instance.HoldsReferences;

    protected override ImmutableSortedSet<T> Make(List<T> items, ComparerName comparer) => ImmutableSortedSet.CreateRange(Comparers.FindOrder<T>(comparer), items);
}

internal sealed class ImmutableDictionaryCodec<TKey, TValue> : ImmutableMapCodec<ImmutableDictionary<TKey, TValue>, TKey, TValue>
    where TKey : notnull
{
    internal override ComparerName ComparerOf(ImmutableDictionary<TKey, TValue> collection)
    {
        CheckValues(collection.ValueComparer);
        return Comparers.Of(collection.KeyComparer, "dictionary");
    }

    protected override ImmutableDictionary<TKey, TValue> Make(List<KeyValuePair<TKey, TValue>> items, ComparerName comparer)
        => ImmutableDictionary.CreateRange(Comparers.FindEquality<TKey>(comparer), items);
}

internal sealed class ImmutableSortedDictionaryCodec<TKey, TValue> : ImmutableMapCodec<ImmutableSortedDictionary<TKey, TValue>, TKey, TValue>
    where TKey : notnull
{
    internal override ComparerName ComparerOf(ImmutableSortedDictionary<TKey, TValue> collection)
    {
        CheckValues(collection.ValueComparer);
        return Comparers.Of(collection.KeyComparer, "sorted dictionary");
    }

    protected override ImmutableSortedDictionary<TKey, TValue> Make(List<KeyValuePair<TKey, TValue>> items, ComparerName comparer)
        => ImmutableSortedDictionary.CreateRange(Comparers.FindOrder<TKey>(comparer), items);
}

/// <summary>The class of a frozen set depends on what is in it. Making one turns round the items that share a bucket, so it is made twice to have the order that was sent.</summary>
internal sealed class FrozenSetCodec<T> : ImmutableItemsCodec<FrozenSet<T>, T>
{
    public override bool Fits(object instance) => instance is FrozenSet<T>;

    internal override ComparerName ComparerOf(FrozenSet<T> collection) => Comparers.Of(collection.Comparer, "set");

    internal override bool WaitsForMembers(ComparerName comparer) => comparer.Object is not null || Codec<T>.Instance.HoldsReferences;

    protected override FrozenSet<T> Make(List<T> items, ComparerName comparer)
    {
        var equality = Comparers.FindEquality<T>(comparer);
        return items.ToFrozenSet(equality).ToArray().ToFrozenSet(equality);
    }
}

/// <summary>As <see cref="FrozenSetCodec{T}"/>.</summary>
internal sealed class FrozenDictionaryCodec<TKey, TValue> : ImmutableMapCodec<FrozenDictionary<TKey, TValue>, TKey, TValue>
    where TKey : notnull
{
    public override bool Fits(object instance) => instance is FrozenDictionary<TKey, TValue>;

    internal override ComparerName ComparerOf(FrozenDictionary<TKey, TValue> collection) => Comparers.Of(collection.Comparer, "dictionary");

    protected override FrozenDictionary<TKey, TValue> Make(List<KeyValuePair<TKey, TValue>> items, ComparerName comparer)
    {
        var equality = Comparers.FindEquality<TKey>(comparer);
        return items.ToFrozenDictionary(equality).ToArray().ToFrozenDictionary(equality);
    }
}
