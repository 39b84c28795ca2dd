namespace Replicated.Frames;

internal enum RefusalReason
{
    Unknown = 0,
    Protocol = 1,
    Cluster = 2,
    NotActive = 3,
    Lineage = 4,
    Newer = 5,
    Shape = 6,
    Damaged = 7,
    Deposed = 8,
    Stopping = 9,
    Environment = 10,
}

/// <summary>Why the sender ends the connection.</summary>
internal sealed record Refusal : IMessage<Refusal>
{
    internal RefusalReason Reason { get; init; }
    internal string Text { get; init; } = "";
    internal uint Protocol { get; init; }

    public void Write(Encoder encoder)
    {
        encoder.Number(1, (long)Reason);
        encoder.Text(2, Text);
        encoder.Number(3, Protocol);
    }

    public static Refusal Read(ReadOnlySpan<byte> body)
    {
        var read = new Refusal();
        var fields = new FieldReader(body);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1: read = read with { Reason = (RefusalReason)fields.Count32 }; break;
                case 2: read = read with { Text = fields.Text }; break;
                case 3: read = read with { Protocol = fields.Count32 }; break;
            }
        }
        return read;
    }
}
