using Replicated.Protocol;

namespace Replicated.Frames;

/// <summary>The first message of a standby on a connection it made.</summary>
internal sealed record Hello : IMessage<Hello>
{
    internal uint Protocol { get; init; }
    internal string Cluster { get; init; } = "";
    internal string Node { get; init; } = "";
    internal Incarnation Incarnation { get; init; }

    /// <summary>The last frame received.</summary>
    internal Position Position { get; init; }

    /// <summary>The replicated types of this build.</summary>
    internal List<TypeShape> Types { get; init; } = [];

    /// <summary>Sequence of the last frame that is in the objects: what lies beyond it can be dropped.</summary>
    internal long Applied { get; init; }

    /// <summary>The names of all types that this build finds by name: with them it keeps what it does not know for others.</summary>
    internal List<string> Known { get; init; } = [];

    internal NodeEnvironment? Environment { get; init; }

    public void Write(Encoder encoder)
    {
        encoder.Number(1, Protocol);
        encoder.Text(2, Cluster);
        encoder.Text(3, Node);
        encoder.Identity(4, Incarnation.Value);
        encoder.Position(5, Position);
        encoder.Messages(6, Types);
        encoder.Number(7, Applied);
        foreach (string name in Known)
            encoder.Text(8, name);
        if (Environment is { } environment)
            encoder.Message(9, environment);
    }

    public static Hello Read(ReadOnlySpan<byte> body)
    {
        var read = new Hello();
        var fields = new FieldReader(body);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1: read = read with { Protocol = fields.Count32 }; break;
                case 2: read = read with { Cluster = fields.Text }; break;
                case 3: read = read with { Node = fields.Text }; break;
                case 4: read = read with { Incarnation = new(fields.IdentityOrNone) }; break;
                case 5: read = read with { Position = PositionFields.Read(fields.Content) }; break;
                case 6: read.Types.Add(TypeShape.Read(fields.Content)); break;
                case 7: read = read with { Applied = fields.Count }; break;
                case 8: read.Known.Add(fields.Text); break;
                case 9: read = read with { Environment = NodeEnvironment.Read(fields.Content) }; break;
            }
        }
        return read;
    }
}
