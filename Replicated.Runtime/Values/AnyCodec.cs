using Replicated.Frames;
using Replicated.Woven;

namespace Replicated.Values;

/// <summary>
/// The codec of a static type that does not say what it holds: object, an interface, an abstract class, a class that others may derive
/// from. Each value travels as what it is, see <see cref="AnyValue"/>.
/// </summary>
internal sealed class AnyCodec<T> : Codec<T?>
    where T : class
{
    internal override bool HoldsReferences => true;

    internal override bool IsExact => false;

    internal override void Write(MemberWriter writer, int field, T? value) => AnyValue.Write(writer, field, value);

    internal override T? Read(MemberReader reader, WireType type)
    {
        object? value = AnyValue.Read(reader, type);
        return value is null or T
            ? (T?)value
            : throw reader.Decoder.Damaged($"a {TypeNames.Of(value.GetType())} where a {Name} was expected");
    }

    internal override void Reach(Reacher reacher, T? value) => AnyValue.Reach(reacher, value);
}
