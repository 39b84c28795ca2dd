namespace Replicated.Frames;

/// <summary>A member of a replicated type as a build knows it.</summary>
internal sealed record MemberShape : IMessage<MemberShape>
{
    internal string Name { get; init; } = "";
    internal string Type { get; init; } = "";

    public void Write(Encoder encoder)
    {
        encoder.Text(1, Name);
        encoder.Text(2, Type);
    }

    public static MemberShape Read(ReadOnlySpan<byte> body)
    {
        var read = new MemberShape();
        var fields = new FieldReader(body);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1: read = read with { Name = fields.Text }; break;
                case 2: read = read with { Type = fields.Text }; break;
            }
        }
        return read;
    }
}
