using Replicated.Values;

namespace Replicated.Collections;

/// <summary>
/// A dictionary as its id; its contents are sent as changes of their own: message { removed keys = 1; entries = 2 { key = 1; value = 2; place = 3 };
/// all before are gone = 3 }, in the order in which they are to be done.
/// </summary>
internal sealed class DictionaryCodec<TKey, TValue> : CollectionCodec<Dictionary<TKey, TValue>>
    where TKey : notnull
{
    internal override IEnumerable<Codec> Parts => [Codec<TKey>.Instance, Codec<TValue>.Instance];

    public override TrackedCollection Track(object instance, ulong id) => new TrackedDictionary<TKey, TValue>(id, (Dictionary<TKey, TValue>)instance, this);

    public override TrackedCollection Create(ulong id, Construction construction)
        => new TrackedDictionary<TKey, TValue>(id, new(Comparers.FindEquality<TKey>(construction.Comparer)), this);

    public override bool TryEmpty(object instance)
    {
        ((Dictionary<TKey, TValue>)instance).Clear();
        return true;
    }
}
