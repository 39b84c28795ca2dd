using Replicated.Collections;
using Replicated.Frames;
using Replicated.Woven;

namespace Replicated.Values;

/// <summary>How the values of one static type travel.</summary>
internal abstract class Codec
{
    string? name;
    bool? canChange;

    internal abstract Type Type { get; }

    /// <summary>Whether a value can be or hold a reference to an object with an id.</summary>
    internal virtual bool HoldsReferences => false;

    /// <summary>The codecs of the values that a value of this type is made of, for what must be announced with it.</summary>
    internal virtual IEnumerable<Codec> Parts => [];

    /// <summary>Whether a value of exactly this type can stand where the static type does not say what it is.</summary>
    internal virtual bool IsExact => true;

    /// <summary>Of an abstract type: whether all that derives from it travels in this way.</summary>
    internal virtual bool IsClosed => false;

    /// <summary>Whether values are objects of a class that is not ours.</summary>
    internal virtual bool IsForeign => false;

    /// <summary>Whether a value can be another one later without a store to what holds it.</summary>
    internal bool CanChange => canChange ??= IsForeign || Parts.Any(part => part is not ICollectionCodec && part.CanChange);

    /// <summary>The type's name on the wire.</summary>
    internal string Name => name ??= TypeNames.Of(Type);

    /// <summary>As <see cref="Codec{T}.Write"/>, of a value whose type is known at run time only.</summary>
    internal abstract void WriteObject(MemberWriter writer, int field, object? value);

    /// <summary>As <see cref="Codec{T}.Read"/>.</summary>
    internal abstract object? ReadObject(MemberReader reader, WireType type);

    /// <summary>As <see cref="Codec{T}.Reach"/>.</summary>
    internal abstract void ReachObject(Reacher reacher, object value);
}

/// <summary>How values of <typeparamref name="T"/> travel: as one protobuf field.</summary>
internal abstract class Codec<T> : Codec
{
    internal static Codec<T> Instance { get; } = Codecs.Make<T>();

    internal sealed override Type Type => typeof(T);

    /// <summary>Writes tag and value.</summary>
    internal abstract void Write(MemberWriter writer, int field, T value);

    /// <summary>Reads the value behind a tag that was read with <paramref name="type"/>.</summary>
    internal abstract T Read(MemberReader reader, WireType type);

    /// <summary>Shows the references in a value.</summary>
    internal virtual void Reach(Reacher reacher, T value)
    {
    }

    internal sealed override void WriteObject(MemberWriter writer, int field, object? value) => Write(writer, field, (T)value!);

    internal sealed override object? ReadObject(MemberReader reader, WireType type) => Read(reader, type);

    internal sealed override void ReachObject(Reacher reacher, object value) => Reach(reacher, (T)value);
}
