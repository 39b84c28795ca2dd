using System.Diagnostics.CodeAnalysis;
using ProtoBuf;
using Replicated.Woven;
using WireType = Replicated.Frames.WireType;

namespace Replicated.Values;

/// <summary>
/// An object of a class with <c>[ProtoContract]</c> as the message that its contract says. What the contract leaves out does not travel;
/// what protobuf-net cannot write, such as a derived class without <c>[ProtoInclude]</c>, is refused.
/// </summary>
internal sealed class ContractCodec<[DynamicallyAccessedMembers(Registry.Contract)] T> : ForeignCodec<T>
    where T : notnull
{
    protected override string Means => "protobuf-net";

    protected override void WriteValue(MemberWriter writer, int field, T value)
    {
        // Not into a buffer, where protobuf-net does not see that an object holds itself and ends the process with a full stack.
        using var message = new MemoryStream();
        Serializer.Serialize(message, value);
        writer.Encoder.Tag(field, WireType.LengthDelimited);
        writer.Encoder.Bytes(message.GetBuffer().AsSpan(0, (int)message.Length));
    }

    protected override T ReadValue(MemberReader reader, WireType type)
    {
        reader.Decoder.Expect(type, WireType.LengthDelimited);
        return Serializer.Deserialize<T>(reader.Decoder.Bytes());
    }
}
