using Replicated.Frames;
using Replicated.Woven;

namespace Replicated.Values;

/// <summary>A replicated object as its id; null as 0.</summary>
internal sealed class ReplicatedCodec<T> : Codec<T?>
    where T : class, IReplicated
{
    internal override bool HoldsReferences => true;

    internal override void Write(MemberWriter writer, int field, T? value)
    {
        writer.Encoder.Tag(field, WireType.Varint);
        writer.Encoder.Varint(value is null ? 0 : writer.References.IdOf(value));
    }

    internal override T? Read(MemberReader reader, WireType type) => reader.Reference<T>(type);

    internal override void Reach(Reacher reacher, T? value)
    {
        if (value is not null)
            reacher.Object(value);
    }
}
