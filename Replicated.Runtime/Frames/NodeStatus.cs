namespace Replicated.Frames;

/// <summary>A standby as its active sees it.</summary>
internal sealed record NodeStatus : IMessage<NodeStatus>
{
    internal string Node { get; init; } = "";
    internal string Address { get; init; } = "";
    internal bool InSync { get; init; }
    internal long Received { get; init; }
    internal long Applied { get; init; }

    public void Write(Encoder encoder)
    {
        encoder.Text(1, Node);
        encoder.Text(2, Address);
        encoder.Flag(3, InSync);
        encoder.Number(4, Received);
        encoder.Number(5, Applied);
    }

    public static NodeStatus Read(ReadOnlySpan<byte> body)
    {
        var read = new NodeStatus();
        var fields = new FieldReader(body);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1: read = read with { Node = fields.Text }; break;
                case 2: read = read with { Address = fields.Text }; break;
                case 3: read = read with { InSync = fields.Flag }; break;
                case 4: read = read with { Received = fields.Count }; break;
                case 5: read = read with { Applied = fields.Count }; break;
            }
        }
        return read;
    }
}
