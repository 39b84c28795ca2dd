namespace Replicated.Frames;

/// <summary>The fields of messages, left out where protobuf-net leaves them out: numbers that are zero, and identities of nothing.</summary>
internal static class MessageFields
{
    internal static void Number(this Encoder encoder, int field, ulong value)
    {
        if (value == 0)
            return;
        encoder.Tag(field, WireType.Varint);
        encoder.Varint(value);
    }

    internal static void Number(this Encoder encoder, int field, long value) => encoder.Number(field, (ulong)value);

    internal static void Flag(this Encoder encoder, int field, bool value) => encoder.Number(field, value ? 1UL : 0);

    internal static void Seconds(this Encoder encoder, int field, double value)
    {
        if (value == 0)
            return;
        encoder.Tag(field, WireType.Fixed64);
        encoder.Fixed64(BitConverter.DoubleToUInt64Bits(value));
    }

    internal static void Text(this Encoder encoder, int field, string value)
    {
        encoder.Tag(field, WireType.LengthDelimited);
        Wtf8.Write(encoder, value);
    }

    internal static void Identity(this Encoder encoder, int field, Guid value)
    {
        if (value == Guid.Empty)
            return;
        encoder.Tag(field, WireType.LengthDelimited);
        encoder.Bytes(value.ToByteArray());
    }

    internal static void Message<T>(this Encoder encoder, int field, T value)
        where T : IMessage<T>
    {
        encoder.Tag(field, WireType.LengthDelimited);
        int start = encoder.BeginMessage();
        value.Write(encoder);
        encoder.EndMessage(start);
    }

    internal static void Messages<T>(this Encoder encoder, int field, IReadOnlyList<T> values)
        where T : IMessage<T>
    {
        foreach (var value in values)
            encoder.Message(field, value);
    }
}
