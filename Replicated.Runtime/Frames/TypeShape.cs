namespace Replicated.Frames;

/// <summary>A replicated type as a build knows it.</summary>
internal sealed record TypeShape : IMessage<TypeShape>
{
    /// <summary>Of the type in this lineage, from 1; 0 in a hello.</summary>
    internal uint Number { get; init; }
    internal string Name { get; init; } = "";

    /// <summary>The field number of a member is its place here, from 1.</summary>
    internal List<MemberShape> Members { get; init; } = [];

    /// <summary>The statics of the type: one object on each node.</summary>
    internal bool Statics { get; init; }

    public void Write(Encoder encoder)
    {
        encoder.Number(1, Number);
        encoder.Text(2, Name);
        encoder.Messages(3, Members);
        encoder.Flag(4, Statics);
    }

    public static TypeShape Read(ReadOnlySpan<byte> body)
    {
        var read = new TypeShape();
        var fields = new FieldReader(body);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1: read = read with { Number = fields.Count32 }; break;
                case 2: read = read with { Name = fields.Text }; break;
                case 3: read.Members.Add(MemberShape.Read(fields.Content)); break;
                case 4: read = read with { Statics = fields.Flag }; break;
            }
        }
        return read;
    }
}
