namespace Replicated.Frames;

/// <summary>From the command line to a node.</summary>
internal sealed record StatusRequest : IMessage<StatusRequest>
{
    internal uint Protocol { get; init; }

    public void Write(Encoder encoder) => encoder.Number(1, Protocol);

    public static StatusRequest Read(ReadOnlySpan<byte> body)
    {
        var read = new StatusRequest();
        var fields = new FieldReader(body);
        while (fields.Next())
        {
            if (fields.Field == 1)
                read = read with { Protocol = fields.Count32 };
        }
        return read;
    }
}

/// <summary>From the command line to a node.</summary>
internal sealed record PromoteRequest : IMessage<PromoteRequest>
{
    internal uint Protocol { get; init; }

    /// <summary>Become active with empty state although the state of the lineage is lost.</summary>
    internal bool Empty { get; init; }

    public void Write(Encoder encoder)
    {
        encoder.Number(1, Protocol);
        encoder.Flag(2, Empty);
    }

    public static PromoteRequest Read(ReadOnlySpan<byte> body)
    {
        var read = new PromoteRequest();
        var fields = new FieldReader(body);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1: read = read with { Protocol = fields.Count32 }; break;
                case 2: read = read with { Empty = fields.Flag }; break;
            }
        }
        return read;
    }
}

/// <summary>The answer to a <see cref="PromoteRequest"/>.</summary>
internal sealed record PromoteReply : IMessage<PromoteReply>
{
    internal bool Accepted { get; init; }
    internal string Text { get; init; } = "";

    public void Write(Encoder encoder)
    {
        encoder.Flag(1, Accepted);
        encoder.Text(2, Text);
    }

    public static PromoteReply Read(ReadOnlySpan<byte> body)
    {
        var read = new PromoteReply();
        var fields = new FieldReader(body);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1: read = read with { Accepted = fields.Flag }; break;
                case 2: read = read with { Text = fields.Text }; break;
            }
        }
        return read;
    }
}
