using System.Runtime.CompilerServices;
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
    {
        var comparer = Comparers.FindEquality<TKey>(construction.Comparer);
        var dictionary = construction.Derived as Dictionary<TKey, TValue>;
        if (dictionary is null)
            dictionary = new(comparer);
        else
            Construct(dictionary, comparer);
        return new TrackedDictionary<TKey, TValue>(id, dictionary, this);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(Dictionary<TKey, TValue> derived, IEqualityComparer<TKey>? comparer);

    public override bool TryEmpty(object instance)
    {
        ((Dictionary<TKey, TValue>)instance).Clear();
        return true;
    }
}
