namespace Replicated.Frames;

/// <summary>A member of a replicated type as a build knows it.</summary>
internal sealed record MemberShape : IMessage<MemberShape>
{
    /// <summary>Empty: a field that nobody writes any more.</summary>
    internal string Name { get; init; } = "";
    internal string Type { get; init; } = "";

    /// <summary>The type with each enum as its underlying integer, and what travels as an id or by its shape as such; empty: as the type.</summary>
    internal string Form { get; init; } = "";

    /// <summary>What the member was called in earlier builds, if it was renamed.</summary>
    internal string FormerName { get; init; } = "";

    /// <summary>Values that a smaller member has no room for are known to be rare: such a member is followed all the same.</summary>
    internal bool Narrows { get; init; }

    /// <summary>An object of a class that is replicated, by its id.</summary>
    internal const string Reference = "reference";

    /// <summary>A struct, by its shape.</summary>
    internal const string Value = "value";

    /// <summary>Whatever it is, as what it is.</summary>
    internal const string Any = "any";

    internal string TravelsAs => Form.Length == 0 ? Type : Form;

    /// <summary>How values of this member go into the member of another build.</summary>
    /// <param name="other">The member there.</param>
    /// <param name="renames">From names of this build to those there.</param>
    internal MemberFit FitIn(MemberShape other, Renames renames)
    {
        if (TravelsAs == other.TravelsAs && renames.Translate(Type) == other.Type)
            return MemberFit.Same;
        if (ScalarForm.Of(TravelsAs) is { } here && ScalarForm.Of(other.TravelsAs) is { } there)
            return here.FitIn(there);
        if (TravelsAs == Reference && other.Type == "System.Object")
            return MemberFit.Same;
        return TravelsAs == other.TravelsAs && IsWithoutNames(TravelsAs) ? MemberFit.Same : MemberFit.None;
    }

    /// <summary>Whether enums are all that can be called otherwise in it.</summary>
    static bool IsWithoutNames(string form)
        => !form.Contains(Reference, StringComparison.Ordinal) && !form.Contains(Value, StringComparison.Ordinal) && !form.Contains(Any, StringComparison.Ordinal);

    public void Write(Encoder encoder)
    {
        encoder.Text(1, Name);
        encoder.Text(2, Type);
        if (Form.Length > 0)
            encoder.Text(3, Form);
        if (FormerName.Length > 0)
            encoder.Text(4, FormerName);
        encoder.Flag(5, Narrows);
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
                case 3: read = read with { Form = fields.Text }; break;
                case 4: read = read with { FormerName = fields.Text }; break;
                case 5: read = read with { Narrows = fields.Flag }; break;
            }
        }
        return read;
    }
}
