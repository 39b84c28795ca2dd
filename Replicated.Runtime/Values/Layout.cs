using Replicated.Frames;
using Replicated.Woven;

namespace Replicated.Values;

/// <summary>
/// How a type stands in the messages of a lineage in which a build with other members was the first to announce it. The number of a field
/// means the same as long as the lineage lives: an active whose build is another one goes on with the fields there are, and adds its own. So
/// what it does not know stays as it is, whoever wrote it.
/// </summary>
internal sealed class Layout
{
    readonly Shape shape;

    /// <summary>By field number - 1.</summary>
    readonly List<LayoutField> fields;

    /// <summary>For each member its place in <see cref="fields"/>, or <see cref="MemberMatch.None"/>.</summary>
    readonly int[] places;

    Layout(Shape shape, List<LayoutField> fields)
    {
        this.shape = shape;
        this.fields = fields;
        places = [.. shape.Members.Select((_, member) => fields.FindIndex(field => field.Member == member))];
        HasUnknown = fields.Exists(field => field.Unknown is not null);
    }

    /// <summary>Whether there are fields that no member of this build stands for.</summary>
    internal bool HasUnknown { get; }

    internal int FieldMax => fields.Count;

    /// <summary>What is announced of the type.</summary>
    internal TypeShape Description => shape.Description with { Members = [.. fields.Select(one => one.Announced)] };

    internal LayoutField this[int field] => fields[field - 1];

    /// <summary>What an announcement means to this build; null if the fields are exactly the members.</summary>
    /// <param name="announced">The announcement.</param>
    /// <param name="shape">The type in this build.</param>
    /// <param name="renames">From names in announcements to names of this build.</param>
    /// <param name="codecOf">What values of a type travel as, by its name in this build; null if this build has no such type.</param>
    /// <exception cref="ReplicationException">The two do not fit.</exception>
    internal static Layout? Learn(TypeShape announced, Shape shape, Renames renames, Func<string, Codec?> codecOf)
    {
        var here = shape.Description.Members;
        int[] matches = MemberMatch.Of(announced.Members, here);
        var fields = new List<LayoutField>();
        for (int at = 0; at < matches.Length; at++)
        {
            var there = announced.Members[at];
            if (there.Name.Length == 0)
                fields.Add(new LayoutField(there));
            else if (matches[at] is >= 0 and var member)
                fields.Add(Known(announced, there, member, here[member], renames));
            else
                fields.Add(new LayoutField(there) { Unknown = CodecOf(announced, there, renames, codecOf) });
        }
        var layout = new Layout(shape, fields);
        return layout.IsPlain ? null : layout;
    }

    static LayoutField Known(TypeShape announced, MemberShape there, int member, MemberShape here, Renames renames)
    {
        var fit = there.FitIn(here, renames);
        if (fit == MemberFit.None || (fit == MemberFit.Narrowing && (announced.IsValue || !(there.Narrows || here.Narrows))))
            throw Refusal($"{announced.Name}.{there.Name} is {there.Type} where this build has {here.Type}");
        return new LayoutField(there) { Member = member, Reading = fit == MemberFit.Same ? null : Between(there, here) };
    }

    static Codec CodecOf(TypeShape announced, MemberShape there, Renames renames, Func<string, Codec?> codecOf)
    {
        if (announced.IsValue)
            throw Refusal($"this build lacks the member {there.Name} of the struct {announced.Name}, and has no place to keep what it holds");
        return codecOf(renames.Translate(there.Type)) ?? codecOf(there.TravelsAs)
            ?? throw Refusal($"{announced.Name}.{there.Name} is a {there.Type}, which this build does not have");
    }

    static Conversion? Between(MemberShape from, MemberShape to)
        => ScalarForm.Of(from.TravelsAs) is { } there && ScalarForm.Of(to.TravelsAs) is { } here && there != here ? new Conversion(there, here) : null;

    static ReplicationException Refusal(string what) => new($"{what}: deploy the build of the active on this node too");

    bool IsPlain => fields.Count == shape.Members.Length && fields.Index().All(one => one.Item.Member == one.Index && one.Item.Reading is null);

    /// <summary>
    /// The layout with which this build goes on as active: members that have no field, or one that has no room for their values, get a new
    /// one, and names are those of this build.
    /// </summary>
    internal Layout ForWriting()
    {
        var here = shape.Description.Members;
        var written = new List<LayoutField>(fields);
        for (int member = 0; member < here.Count; member++)
        {
            int place = places[member];
            var fit = place == MemberMatch.None ? MemberFit.None : FitOf(here[member], fields[place].Announced);
            if (place != MemberMatch.None && fit is MemberFit.None or MemberFit.Narrowing)
                written[place] = new LayoutField(fields[place].Announced with { Name = "", FormerName = "" });
            if (fit is MemberFit.None or MemberFit.Narrowing)
                written.Add(new LayoutField(here[member]) { Member = member });
            else
                written[place] = Go(here[member], member, fields[place].Announced);
        }
        return new Layout(shape, written);
    }

    /// <summary>The fields were found to hold what the members do, so their names need not be compared again.</summary>
    static MemberFit FitOf(MemberShape here, MemberShape field)
        => ScalarForm.Of(here.TravelsAs) is { } own && ScalarForm.Of(field.TravelsAs) is { } its ? own.FitIn(its)
            : here.TravelsAs == field.TravelsAs ? MemberFit.Same : MemberFit.None;

    static LayoutField Go(MemberShape here, int member, MemberShape field) => Between(here, field) is { } writing
        ? new LayoutField(here with { Type = field.Type, Form = field.Form, Narrows = here.Narrows || field.Narrows }) { Member = member, Writing = writing }
        : new LayoutField(here) { Member = member };

    /// <summary>Puts members that were written under their own numbers into the fields of the layout.</summary>
    /// <param name="encoder">Ends with the members.</param>
    /// <param name="start">Where they begin.</param>
    internal void Rewrite(Encoder encoder, int start)
    {
        byte[] own = encoder.Written[start..].ToArray();
        encoder.TruncateTo(start);
        var decoder = new Decoder();
        decoder.Reset(own);
        while (decoder.TryReadTag(out int number, out var type))
        {
            int place = places[number - 1];
            if (fields[place].Writing is { } conversion)
            {
                conversion.TryConvert(decoder, type, encoder, place + 1);
                continue;
            }
            int from = decoder.Position;
            decoder.Skip(type);
            encoder.Tag(place + 1, type);
            encoder.Raw(own.AsSpan(from, decoder.Position - from));
        }
    }

    /// <summary>Reads the field that stands next and hands on a reader that stands at the member as this build has it.</summary>
    /// <param name="field">The field.</param>
    /// <param name="reader">Stands behind its tag.</param>
    /// <returns>Null if the value is too large for the member.</returns>
    internal static MemberReader? Convert(LayoutField field, MemberReader reader)
    {
        if (field.Reading is not { } conversion)
            return reader;
        var encoder = new Encoder();
        if (!conversion.TryConvert(reader.Decoder, reader.FieldType, encoder, 1))
            return null;
        var decoder = new Decoder();
        decoder.Reset(encoder.Written.ToArray());
        var converted = new MemberReader(decoder, reader.References);
        converted.NextField(1, out _);
        return converted;
    }
}
