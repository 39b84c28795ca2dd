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

    /// <summary>Of the types that name and members speak of, those that had other names.</summary>
    internal List<RenamedType> Renamed { get; init; } = [];

    /// <summary>The classes that a class derives from, nearest first, as far as their members are replicated.</summary>
    internal List<string> Bases { get; init; } = [];

    /// <summary>A struct.</summary>
    internal bool IsValue { get; init; }

    /// <summary>
    /// Not a type but the lambdas and iterators of an assembly, whose names mean the same only where this is the same; the members are those
    /// that can hold them.
    /// </summary>
    internal string Code { get; init; } = "";

    /// <summary>Of a class derived from a collection, whose items its objects hold: that; null of others.</summary>
    internal MemberShape? Items { get; init; }

    public void Write(Encoder encoder)
    {
        encoder.Number(1, Number);
        encoder.Text(2, Name);
        encoder.Messages(3, Members);
        encoder.Flag(4, Statics);
        encoder.Messages(5, Renamed);
        foreach (string name in Bases)
            encoder.Text(6, name);
        encoder.Flag(7, IsValue);
        if (Code.Length > 0)
            encoder.Text(8, Code);
        if (Items is not null)
            encoder.Messages(9, [Items]);
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
                case 5: read.Renamed.Add(RenamedType.Read(fields.Content)); break;
                case 6: read.Bases.Add(fields.Text); break;
                case 7: read = read with { IsValue = fields.Flag }; break;
                case 8: read = read with { Code = fields.Text }; break;
                case 9: read = read with { Items = MemberShape.Read(fields.Content) }; break;
            }
        }
        return read;
    }
}
