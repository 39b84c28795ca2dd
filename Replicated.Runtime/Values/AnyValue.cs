using Replicated.Collections;
using Replicated.Frames;
using Replicated.Woven;

namespace Replicated.Values;

/// <summary>
/// A value whose type is known at run time only: replicated objects and collections as their id, others as message { number of the type = 1;
/// value = 2 }, null as id 0.
/// </summary>
internal static class AnyValue
{
    internal static void Write(MemberWriter writer, int field, object? value)
    {
        if (value is null)
            writer.Null(field);
        else if (value is IReplicated replicated)
            WriteId(writer, field, writer.References.IdOf(replicated));
        else
            WriteExact(writer, field, value, CodecOf(value));
    }

    static void WriteExact(MemberWriter writer, int field, object value, Codec codec)
    {
        if (codec is ICollectionCodec collection)
        {
            WriteId(writer, field, writer.References.IdOf(value, collection));
            return;
        }
        int number = writer.References.NumberOf(codec);
        if (number == 0)
        {
            writer.Null(field);
            return;
        }
        if (Boxes.CanChange(value))
            writer.References.MeetChangingBox(value);
        writer.Encoder.Tag(field, WireType.LengthDelimited);
        int start = writer.Encoder.BeginMessage();
        writer.Encoder.Tag(1, WireType.Varint);
        writer.Encoder.Varint((uint)number);
        codec.WriteObject(writer, 2, value);
        writer.Encoder.EndMessage(start);
    }

    static void WriteId(MemberWriter writer, int field, ulong id)
    {
        writer.Encoder.Tag(field, WireType.Varint);
        writer.Encoder.Varint(id);
    }

    /// <exception cref="ReplicationException">Values of this type cannot be replicated.</exception>
    static Codec CodecOf(object value) => Codecs.OfValue(value) is { IsExact: true } codec ? codec : throw UnsupportedCodec.Refusal(value.GetType());

    internal static object? Read(MemberReader reader, WireType type)
    {
        if (type != WireType.LengthDelimited)
            return reader.Reference<object>(type);
        int outer = reader.Decoder.Enter();
        Codec? codec = null;
        object? value = null;
        while (reader.NextField(2, out int field))
        {
            if (field == 1)
                codec = ReadType(reader);
            else
                value = codec is null ? throw reader.Decoder.Damaged("a value without its type") : codec.ReadObject(reader, reader.FieldType);
        }
        reader.Decoder.Leave(outer);
        reader.HasChangingBox |= Boxes.CanChange(value);
        return value;
    }

    /// <summary>The codec of the type whose number is the current field.</summary>
    internal static Codec ReadType(MemberReader reader)
    {
        reader.Decoder.Expect(reader.FieldType, WireType.Varint);
        ulong number = reader.Decoder.Varint();
        return reader.References.CodecOf(number) ?? throw reader.Decoder.Damaged($"a value of the type number {number}, which is not known");
    }

    internal static void Reach(Reacher reacher, object? value)
    {
        if (value is null)
            return;
        if (value is IReplicated replicated)
            reacher.Object(replicated);
        else if (Codecs.OfValue(value) is { IsExact: true, HoldsReferences: true } codec)
            codec.ReachObject(reacher, value);
    }
}
