using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;
using Replicated.Frames;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Collections;

/// <summary>A collection that shows another one: that one's id.</summary>
internal abstract class ViewCodec<TCollection, TShown> : ConstantCodec<TCollection>
    where TCollection : class
    where TShown : class
{
    /// <summary>Whether it can change what it shows, and nobody else where the program did not say what that is.</summary>
    protected virtual bool HoldsItems => false;

    protected abstract TShown ShownBy(TCollection collection);

    protected abstract TCollection Make(TShown shown);

    /// <summary>Runs the constructor of the collection on an object of a derived class.</summary>
    protected abstract void Construct(TCollection derived, TShown shown);

    internal sealed override void WriteContents(MemberWriter writer, TCollection collection)
    {
        object shown = ShownBy(collection);
        ulong id = shown is IReplicated replicated ? writer.References.IdOf(replicated)
            : Codecs.Of(shown.GetType()) is ICollectionCodec codec ? writer.References.IdOf(shown, codec)
            : throw new ReplicationException($"a {TypeNames.Of(typeof(TCollection))} over a {TypeNames.Of(shown.GetType())} cannot be replicated: put a List or another supported collection into it");
        writer.Encoder.Tag(1, WireType.Varint);
        writer.Encoder.Varint(id);
    }

    internal sealed override TCollection? ReadContents(MemberReader reader, in Construction construction)
    {
        TShown? shown = null;
        reader.References.Watch = HoldsItems ? Watch.OfHolder : null;
        try
        {
            while (reader.NextField(1, out _))
                shown = reader.Reference<TShown>(reader.FieldType);
        }
        finally
        {
            reader.References.Watch = null;
        }
        if (reader.IsPutOff)
            return null;
        if (shown is null)
            throw reader.Decoder.Damaged($"a {TypeNames.Of(typeof(TCollection))} over nothing");
        if (construction.Derived is not TCollection derived)
            return Make(shown);
        Construct(derived, shown);
        return derived;
    }

    internal sealed override object? Within(TCollection collection) => HoldsItems ? ShownBy(collection) : null;

    internal sealed override string? KeyOf(TCollection collection, object sought) => "";
}

/// <summary>A <see cref="Collection{T}"/> holds its items in a list that the app may have given to it.</summary>
internal sealed class CollectionOverListCodec<T> : ViewCodec<Collection<T>, IList<T>>
{
    internal override IEnumerable<Codec> Parts => [Codec<T>.Instance, Codec<List<T>>.Instance];

    protected override bool HoldsItems => true;

    protected override IList<T> ShownBy(Collection<T> collection) => Within<T>.Items(collection);

    protected override Collection<T> Make(IList<T> shown) => new(shown);

    protected override void Construct(Collection<T> derived, IList<T> shown) => Constructor(derived, shown);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Constructor(Collection<T> derived, IList<T> shown);
}

internal sealed class ReadOnlyCollectionCodec<T> : ViewCodec<ReadOnlyCollection<T>, IList<T>>
{
    internal override IEnumerable<Codec> Parts => [Codec<T>.Instance, Codec<List<T>>.Instance];

    protected override IList<T> ShownBy(ReadOnlyCollection<T> collection) => Shown(collection);

    protected override ReadOnlyCollection<T> Make(IList<T> shown) => new(shown);

    protected override void Construct(ReadOnlyCollection<T> derived, IList<T> shown) => Constructor(derived, shown);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Constructor(ReadOnlyCollection<T> derived, IList<T> shown);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Items")]
    static extern IList<T> Shown(ReadOnlyCollection<T> collection);
}

internal sealed class ReadOnlyDictionaryCodec<TKey, TValue> : ViewCodec<ReadOnlyDictionary<TKey, TValue>, IDictionary<TKey, TValue>>
    where TKey : notnull
{
    internal override IEnumerable<Codec> Parts => [Codec<Dictionary<TKey, TValue>>.Instance];

    protected override IDictionary<TKey, TValue> ShownBy(ReadOnlyDictionary<TKey, TValue> collection) => Shown(collection);

    protected override ReadOnlyDictionary<TKey, TValue> Make(IDictionary<TKey, TValue> shown) => new(shown);

    protected override void Construct(ReadOnlyDictionary<TKey, TValue> derived, IDictionary<TKey, TValue> shown) => Constructor(derived, shown);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = ".ctor")]
    static extern void Constructor(ReadOnlyDictionary<TKey, TValue> derived, IDictionary<TKey, TValue> shown);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Dictionary")]
    static extern IDictionary<TKey, TValue> Shown(ReadOnlyDictionary<TKey, TValue> collection);
}
