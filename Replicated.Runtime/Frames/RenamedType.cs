namespace Replicated.Frames;

/// <summary>A type that had another name in earlier builds.</summary>
internal sealed record RenamedType(string Name, string FormerName) : IMessage<RenamedType>
{
    public void Write(Encoder encoder)
    {
        encoder.Text(1, Name);
        encoder.Text(2, FormerName);
    }

    public static RenamedType Read(ReadOnlySpan<byte> body)
    {
        var read = new RenamedType("", "");
        var fields = new FieldReader(body);
        while (fields.Next())
        {
            if (fields.Field == 1)
                read = read with { Name = fields.Text };
            else if (fields.Field == 2)
                read = read with { FormerName = fields.Text };
        }
        return read;
    }
}
