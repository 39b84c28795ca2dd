using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;
using Replicated.Frames;
using Replicated.Values;

namespace Replicated.Collections;

/// <summary>
/// The base of a class that finds items by a key of theirs: the list and the dictionary within, which are tracked by themselves. So the class
/// is not asked for keys here.
/// </summary>
internal sealed class KeyedCollectionCodec<TKey, T> : CollectionCodec<KeyedCollection<TKey, T>>
    where TKey : notnull
{
    internal override IEnumerable<Codec> Parts => [Codec<List<T>>.Instance, Codec<Dictionary<TKey, T>>.Instance];

    public override TrackedCollection Track(object instance, ulong id)
    {
        var collection = (KeyedCollection<TKey, T>)instance;
        return new TrackedKeyedCollection<TKey, T>(id, collection, this, Comparers.Of(collection.Comparer, "keyed collection"));
    }

    public override TrackedCollection Create(ulong id, Construction construction)
    {
        var collection = construction.Derived as KeyedCollection<TKey, T> ?? throw new FrameDamagedException($"a {Name}, which is abstract");
        Construct(collection, Comparers.FindEquality<TKey>(construction.Comparer), 0);
        return new TrackedKeyedCollection<TKey, T>(id, collection, this, construction.Comparer);
    }

    /// <summary>Its list and its dictionary come with its first change.</summary>
    public override bool TryEmpty(object instance) => true;

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Construct(KeyedCollection<TKey, T> derived, IEqualityComparer<TKey>? comparer, int threshold);
}
