using Replicated.Frames;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Collections;

/// <summary>
/// A collection as its id, so that the same one reached twice stays one; null as 0. One of a class derived from it is a replicated object,
/// whose items are tracked as the collection is.
/// </summary>
internal abstract class CollectionCodec<TCollection> : Codec<TCollection?>, ICollectionCodec
    where TCollection : class
{
    Type ICollectionCodec.Type => typeof(TCollection);

    public virtual bool Fits(object instance) => instance.GetType() == typeof(TCollection);

    internal sealed override bool HoldsReferences => true;

    public abstract TrackedCollection Track(object instance, ulong id);

    public abstract TrackedCollection Create(ulong id, Construction construction);

    public virtual bool TryEmpty(object instance) => false;

    internal sealed override void Write(MemberWriter writer, int field, TCollection? value)
    {
        writer.Encoder.Tag(field, WireType.Varint);
        writer.Encoder.Varint(value is null ? 0 : value is IReplicated derived ? writer.References.IdOf(derived) : writer.References.IdOf(value, this));
    }

    internal sealed override TCollection? Read(MemberReader reader, WireType type) => reader.Reference<TCollection>(type);

    internal sealed override void Reach(Reacher reacher, TCollection? value)
    {
        if (value is IReplicated derived)
            reacher.Object(derived);
        else if (value is not null)
            reacher.Collection(value, this);
    }
}
