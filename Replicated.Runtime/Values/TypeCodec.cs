using Replicated.Frames;
using Replicated.Woven;

namespace Replicated.Values;

/// <summary>A type by its name, see <see cref="NamedTypes"/>.</summary>
internal sealed class TypeCodec : Codec<Type?>
{
    internal override bool IsClosed => true;

    internal override void Write(MemberWriter writer, int field, Type? value) => Codec<string?>.Instance.Write(writer, field, value is null ? null : NamedTypes.NameOf(value));

    internal override Type? Read(MemberReader reader, WireType type)
    {
        string? name = Codec<string?>.Instance.Read(reader, type);
        return name is null ? null : NamedTypes.Find(name) ?? throw new ReplicationException($"this build has no type '{name}': deploy the build of the active on this node too");
    }
}
