using Replicated.Protocol;

namespace Replicated.Frames;

/// <summary>The answer of the active: what follows is the stream from <see cref="From"/>, or a snapshot.</summary>
internal sealed record Welcome : IMessage<Welcome>
{
    internal uint Protocol { get; init; }
    internal string Node { get; init; } = "";

    /// <summary>Of the last frame captured.</summary>
    internal Position Position { get; init; }

    /// <summary>The state of the standby is replaced by slices that follow.</summary>
    internal bool Snapshot { get; init; }

    /// <summary>Sequence of the last acknowledged frame.</summary>
    internal long Stable { get; init; }
    internal Incarnation Incarnation { get; init; }

    /// <summary>Without a snapshot: what the standby holds beyond this is dropped, and the first frame of the reign in <see cref="Position"/> after it follows.</summary>
    internal Position From { get; init; }

    internal NodeEnvironment? Environment { get; init; }

    public void Write(Encoder encoder)
    {
        encoder.Number(1, Protocol);
        encoder.Text(2, Node);
        encoder.Position(3, Position);
        encoder.Flag(4, Snapshot);
        encoder.Number(5, Stable);
        encoder.Identity(6, Incarnation.Value);
        encoder.Position(7, From);
        if (Environment is { } environment)
            encoder.Message(8, environment);
    }

    public static Welcome Read(ReadOnlySpan<byte> body)
    {
        var read = new Welcome();
        var fields = new FieldReader(body);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1: read = read with { Protocol = fields.Count32 }; break;
                case 2: read = read with { Node = fields.Text }; break;
                case 3: read = read with { Position = PositionFields.Read(fields.Content) }; break;
                case 4: read = read with { Snapshot = fields.Flag }; break;
                case 5: read = read with { Stable = fields.Count }; break;
                case 6: read = read with { Incarnation = new(fields.IdentityOrNone) }; break;
                case 7: read = read with { From = PositionFields.Read(fields.Content) }; break;
                case 8: read = read with { Environment = NodeEnvironment.Read(fields.Content) }; break;
            }
        }
        return read;
    }
}
