namespace Replicated.Frames;

/// <summary>Writes the body of a TypeShape message.</summary>
internal static class TypeShapeEncoder
{
    internal static void Write(Encoder encoder, int number, string name, IReadOnlyList<(string Name, string Type)> members, bool statics)
    {
        encoder.Tag(1, WireType.Varint);
        encoder.Varint((uint)number);
        Text(encoder, 2, name);
        foreach (var member in members)
        {
            encoder.Tag(3, WireType.LengthDelimited);
            int message = encoder.BeginMessage();
            Text(encoder, 1, member.Name);
            Text(encoder, 2, member.Type);
            encoder.EndMessage(message);
        }
        if (statics)
        {
            encoder.Tag(4, WireType.Varint);
            encoder.Varint(1);
        }
    }

    static void Text(Encoder encoder, int field, string text)
    {
        encoder.Tag(field, WireType.LengthDelimited);
        Wtf8.Write(encoder, text);
    }
}
