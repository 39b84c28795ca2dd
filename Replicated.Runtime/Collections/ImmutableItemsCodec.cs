using Replicated.Frames;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Collections;

/// <summary>An immutable collection: its items in the order in which they are enumerated.</summary>
internal abstract class ImmutableItemsCodec<TCollection, T> : ConstantCodec<TCollection>
    where TCollection : class, IEnumerable<T>
{
    internal sealed override IEnumerable<Codec> Parts => [Codec<T>.Instance];

    protected abstract TCollection Make(List<T> items, ComparerName comparer);

    internal sealed override void WriteContents(MemberWriter writer, TCollection collection)
    {
        foreach (var item in collection)
            writer.Write(1, item);
    }

    internal sealed override TCollection? ReadContents(MemberReader reader, in Construction construction)
    {
        var items = new List<T>();
        while (reader.NextField(1, out _))
            items.Add(reader.Read<T>());
        if (reader.IsPutOff)
            return null;
        var made = Make(items, construction.Comparer);
        int count = made.Count();
        return count == items.Count || reader.IsAhead
            ? made
            : throw new FrameDamagedException($"a {TypeNames.Of(typeof(TCollection))} of {items.Count} items has {count} here: its comparer calls some of them equal");
    }

    internal override string? KeyOf(TCollection collection, object sought)
    {
        int index = typeof(T).IsValueType ? -1 : collection.ToList().FindIndex(item => ReferenceEquals(item, sought));
        return index < 0 ? null : $"[{index}]";
    }
}

/// <summary>An immutable collection of keys with their values.</summary>
internal abstract class ImmutableMapCodec<TCollection, TKey, TValue> : ImmutableItemsCodec<TCollection, KeyValuePair<TKey, TValue>>
    where TCollection : class, IEnumerable<KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    internal sealed override bool WaitsForMembers(ComparerName comparer) => comparer.Object is not null || Codec<TKey>.Instance.HoldsReferences;

    internal sealed override string? KeyOf(TCollection collection, object sought)
    {
        foreach (var (key, value) in collection)
        {
            if (ReferenceEquals(value, sought) || ReferenceEquals(key, sought))
                return key is string text ? $"[\"{text}\"]" : $"[{key}]";
        }
        return null;
    }

    /// <summary>Values are looked for by the default comparer only.</summary>
    protected static void CheckValues(IEqualityComparer<TValue> comparer)
    {
        if (Comparers.Of(comparer, "dictionary") != default)
            throw new ReplicationException($"an immutable dictionary with the comparer {TypeNames.Of(comparer.GetType())} for its values cannot be replicated: use the default one for values");
    }
}
