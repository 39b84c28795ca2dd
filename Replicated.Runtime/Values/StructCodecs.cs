using Replicated.Collections;
using Replicated.Frames;
using Replicated.Woven;

namespace Replicated.Values;

/// <summary>The codec of a struct that has a shape.</summary>
internal interface IStructCodec
{
    Shape Shape { get; }
}

/// <summary>A struct as a message of its own, whose fields are those of its shape.</summary>
internal sealed class StructCodec<T> : Codec<T>, IStructCodec
    where T : struct, IReplicatedValue
{
    /// <summary>Asked for when it is needed: a struct can hold a list of its own type.</summary>
    static Shape TheShape => ShapeOf<T>.Value;

    Shape IStructCodec.Shape => TheShape;

    internal override bool HoldsReferences => TheShape.HoldsReferences;

    internal override IEnumerable<Codec> Parts => TheShape.Members;

    internal override void Write(MemberWriter writer, int field, T value)
    {
        writer.Encoder.Tag(field, WireType.LengthDelimited);
        int start = writer.Encoder.BeginMessage();
        value.Write(writer);
        writer.References.LayoutOf(TheShape)?.Rewrite(writer.Encoder, start);
        writer.Encoder.EndMessage(start);
    }

    internal override T Read(MemberReader reader, WireType type)
    {
        reader.Decoder.Expect(type, WireType.LengthDelimited);
        int outer = reader.Decoder.Enter();
        T value = default;
        if (reader.References.LayoutOf(TheShape) is { } layout)
            ReadFields(layout, ref value, reader);
        else
        {
            while (reader.NextMember(TheShape, out int member))
                value.Read(member, reader);
        }
        reader.Decoder.Leave(outer);
        return value;
    }

    /// <summary>Structs are followed only where each field has a member with room for it.</summary>
    static void ReadFields(Layout layout, ref T value, MemberReader reader)
    {
        while (reader.NextField(layout.FieldMax, out int number))
        {
            var field = layout[number];
            if (field.Member == MemberMatch.None)
                reader.Decoder.Skip(reader.FieldType);
            else
                value.Read(field.Member, Layout.Convert(field, reader) ?? throw reader.Decoder.Damaged($"{field.Announced.Name} is too large"));
        }
    }

    internal override void Reach(Reacher reacher, T value) => value.Reach(reacher);
}

/// <summary>A nullable value as a message with field 1; null as the empty message.</summary>
internal sealed class NullableCodec<T> : Codec<T?>
    where T : struct
{
    internal override bool HoldsReferences => Codec<T>.Instance.HoldsReferences;

    internal override IEnumerable<Codec> Parts => [Codec<T>.Instance];

    internal override void Write(MemberWriter writer, int field, T? value)
    {
        writer.Encoder.Tag(field, WireType.LengthDelimited);
        int start = writer.Encoder.BeginMessage();
        if (value is { } some)
            writer.Write(1, some);
        writer.Encoder.EndMessage(start);
    }

    internal override T? Read(MemberReader reader, WireType type)
    {
        reader.Decoder.Expect(type, WireType.LengthDelimited);
        int outer = reader.Decoder.Enter();
        T? value = null;
        while (reader.NextField(1, out _))
            value = reader.Read<T>();
        reader.Decoder.Leave(outer);
        return value;
    }

    internal override void Reach(Reacher reacher, T? value)
    {
        if (value is { } some)
            reacher.Reach(some);
    }
}

/// <summary>Key and value as the fields 1 and 2 of a message.</summary>
internal sealed class PairCodec<TKey, TValue> : Codec<KeyValuePair<TKey, TValue>>, ISameByParts<KeyValuePair<TKey, TValue>>
{
    internal override bool HoldsReferences => Codec<TKey>.Instance.HoldsReferences || Codec<TValue>.Instance.HoldsReferences;

    internal override IEnumerable<Codec> Parts => [Codec<TKey>.Instance, Codec<TValue>.Instance];

    internal override void Write(MemberWriter writer, int field, KeyValuePair<TKey, TValue> value)
        => Codec<(TKey, TValue)>.Instance.Write(writer, field, (value.Key, value.Value));

    internal override KeyValuePair<TKey, TValue> Read(MemberReader reader, WireType type)
    {
        var (key, value) = Codec<(TKey, TValue)>.Instance.Read(reader, type);
        return new(key, value);
    }

    public bool Same(KeyValuePair<TKey, TValue> left, KeyValuePair<TKey, TValue> right)
        => Items<TKey>.Same(left.Key, right.Key) && Items<TValue>.Same(left.Value, right.Value);

    internal override void Reach(Reacher reacher, KeyValuePair<TKey, TValue> value)
    {
        reacher.Reach(value.Key);
        reacher.Reach(value.Value);
    }
}
