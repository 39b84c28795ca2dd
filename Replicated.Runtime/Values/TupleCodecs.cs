using Replicated.Collections;
using Replicated.Frames;
using Replicated.Woven;

namespace Replicated.Values;

/// <summary>The items of a tuple as the fields 1 to 1 of a message.</summary>
internal sealed class TupleCodec<T1> : Codec<ValueTuple<T1>>
{
    internal override bool HoldsReferences => Codec<T1>.Instance.HoldsReferences;

    internal override IEnumerable<Codec> Parts => [Codec<T1>.Instance];

    internal override void Write(MemberWriter writer, int field, ValueTuple<T1> value)
    {
        writer.Encoder.Tag(field, WireType.LengthDelimited);
        int start = writer.Encoder.BeginMessage();
        writer.Write(1, value.Item1);
        writer.Encoder.EndMessage(start);
    }

    internal override ValueTuple<T1> Read(MemberReader reader, WireType type)
    {
        reader.Decoder.Expect(type, WireType.LengthDelimited);
        int outer = reader.Decoder.Enter();
        ValueTuple<T1> value = default;
        while (reader.NextField(1, out _))
        {
            value.Item1 = reader.Read<T1>();
        }
        reader.Decoder.Leave(outer);
        return value;
    }

    internal override void Reach(Reacher reacher, ValueTuple<T1> value)
    {
        reacher.Reach(value.Item1);
    }
}

/// <summary>The items of a tuple as the fields 1 to 2 of a message.</summary>
internal sealed class TupleCodec<T1, T2> : Codec<ValueTuple<T1, T2>>, ISameByParts<ValueTuple<T1, T2>>
{
    internal override bool HoldsReferences => Codec<T1>.Instance.HoldsReferences || Codec<T2>.Instance.HoldsReferences;

    internal override IEnumerable<Codec> Parts => [Codec<T1>.Instance, Codec<T2>.Instance];

    internal override void Write(MemberWriter writer, int field, ValueTuple<T1, T2> value)
    {
        writer.Encoder.Tag(field, WireType.LengthDelimited);
        int start = writer.Encoder.BeginMessage();
        writer.Write(1, value.Item1);
        writer.Write(2, value.Item2);
        writer.Encoder.EndMessage(start);
    }

    internal override ValueTuple<T1, T2> Read(MemberReader reader, WireType type)
    {
        reader.Decoder.Expect(type, WireType.LengthDelimited);
        int outer = reader.Decoder.Enter();
        ValueTuple<T1, T2> value = default;
        while (reader.NextField(2, out int field))
        {
            if (field == 1)
                value.Item1 = reader.Read<T1>();
            else
                value.Item2 = reader.Read<T2>();
        }
        reader.Decoder.Leave(outer);
        return value;
    }

    public bool Same(ValueTuple<T1, T2> left, ValueTuple<T1, T2> right)
        => Items<T1>.Same(left.Item1, right.Item1) && Items<T2>.Same(left.Item2, right.Item2);

    internal override void Reach(Reacher reacher, ValueTuple<T1, T2> value)
    {
        reacher.Reach(value.Item1);
        reacher.Reach(value.Item2);
    }
}

/// <summary>The items of a tuple as the fields 1 to 3 of a message.</summary>
internal sealed class TupleCodec<T1, T2, T3> : Codec<ValueTuple<T1, T2, T3>>
{
    internal override bool HoldsReferences => Codec<T1>.Instance.HoldsReferences || Codec<T2>.Instance.HoldsReferences || Codec<T3>.Instance.HoldsReferences;

    internal override IEnumerable<Codec> Parts => [Codec<T1>.Instance, Codec<T2>.Instance, Codec<T3>.Instance];

    internal override void Write(MemberWriter writer, int field, ValueTuple<T1, T2, T3> value)
    {
        writer.Encoder.Tag(field, WireType.LengthDelimited);
        int start = writer.Encoder.BeginMessage();
        writer.Write(1, value.Item1);
        writer.Write(2, value.Item2);
        writer.Write(3, value.Item3);
        writer.Encoder.EndMessage(start);
    }

    internal override ValueTuple<T1, T2, T3> Read(MemberReader reader, WireType type)
    {
        reader.Decoder.Expect(type, WireType.LengthDelimited);
        int outer = reader.Decoder.Enter();
        ValueTuple<T1, T2, T3> value = default;
        while (reader.NextField(3, out int field))
        {
            if (field == 1)
                value.Item1 = reader.Read<T1>();
            else if (field == 2)
                value.Item2 = reader.Read<T2>();
            else
                value.Item3 = reader.Read<T3>();
        }
        reader.Decoder.Leave(outer);
        return value;
    }

    internal override void Reach(Reacher reacher, ValueTuple<T1, T2, T3> value)
    {
        reacher.Reach(value.Item1);
        reacher.Reach(value.Item2);
        reacher.Reach(value.Item3);
    }
}

/// <summary>The items of a tuple as the fields 1 to 4 of a message.</summary>
internal sealed class TupleCodec<T1, T2, T3, T4> : Codec<ValueTuple<T1, T2, T3, T4>>
{
    internal override bool HoldsReferences => Parts.Any(part => part.HoldsReferences);

    internal override IEnumerable<Codec> Parts => [Codec<T1>.Instance, Codec<T2>.Instance, Codec<T3>.Instance, Codec<T4>.Instance];

    internal override void Write(MemberWriter writer, int field, ValueTuple<T1, T2, T3, T4> value)
    {
        writer.Encoder.Tag(field, WireType.LengthDelimited);
        int start = writer.Encoder.BeginMessage();
        writer.Write(1, value.Item1);
        writer.Write(2, value.Item2);
        writer.Write(3, value.Item3);
        writer.Write(4, value.Item4);
        writer.Encoder.EndMessage(start);
    }

    internal override ValueTuple<T1, T2, T3, T4> Read(MemberReader reader, WireType type)
    {
        reader.Decoder.Expect(type, WireType.LengthDelimited);
        int outer = reader.Decoder.Enter();
        ValueTuple<T1, T2, T3, T4> value = default;
        while (reader.NextField(4, out int field))
        {
            if (field == 1)
                value.Item1 = reader.Read<T1>();
            else if (field == 2)
                value.Item2 = reader.Read<T2>();
            else if (field == 3)
                value.Item3 = reader.Read<T3>();
            else
                value.Item4 = reader.Read<T4>();
        }
        reader.Decoder.Leave(outer);
        return value;
    }

    internal override void Reach(Reacher reacher, ValueTuple<T1, T2, T3, T4> value)
    {
        reacher.Reach(value.Item1);
        reacher.Reach(value.Item2);
        reacher.Reach(value.Item3);
        reacher.Reach(value.Item4);
    }
}

/// <summary>The items of a tuple as the fields 1 to 5 of a message.</summary>
internal sealed class TupleCodec<T1, T2, T3, T4, T5> : Codec<ValueTuple<T1, T2, T3, T4, T5>>
{
    internal override bool HoldsReferences => Parts.Any(part => part.HoldsReferences);

    internal override IEnumerable<Codec> Parts => [Codec<T1>.Instance, Codec<T2>.Instance, Codec<T3>.Instance, Codec<T4>.Instance, Codec<T5>.Instance];

    internal override void Write(MemberWriter writer, int field, ValueTuple<T1, T2, T3, T4, T5> value)
    {
        writer.Encoder.Tag(field, WireType.LengthDelimited);
        int start = writer.Encoder.BeginMessage();
        writer.Write(1, value.Item1);
        writer.Write(2, value.Item2);
        writer.Write(3, value.Item3);
        writer.Write(4, value.Item4);
        writer.Write(5, value.Item5);
        writer.Encoder.EndMessage(start);
    }

    internal override ValueTuple<T1, T2, T3, T4, T5> Read(MemberReader reader, WireType type)
    {
        reader.Decoder.Expect(type, WireType.LengthDelimited);
        int outer = reader.Decoder.Enter();
        ValueTuple<T1, T2, T3, T4, T5> value = default;
        while (reader.NextField(5, out int field))
        {
            if (field == 1)
                value.Item1 = reader.Read<T1>();
            else if (field == 2)
                value.Item2 = reader.Read<T2>();
            else if (field == 3)
                value.Item3 = reader.Read<T3>();
            else if (field == 4)
                value.Item4 = reader.Read<T4>();
            else
                value.Item5 = reader.Read<T5>();
        }
        reader.Decoder.Leave(outer);
        return value;
    }

    internal override void Reach(Reacher reacher, ValueTuple<T1, T2, T3, T4, T5> value)
    {
        reacher.Reach(value.Item1);
        reacher.Reach(value.Item2);
        reacher.Reach(value.Item3);
        reacher.Reach(value.Item4);
        reacher.Reach(value.Item5);
    }
}

/// <summary>The items of a tuple as the fields 1 to 6 of a message.</summary>
internal sealed class TupleCodec<T1, T2, T3, T4, T5, T6> : Codec<ValueTuple<T1, T2, T3, T4, T5, T6>>
{
    internal override bool HoldsReferences => Parts.Any(part => part.HoldsReferences);

    internal override IEnumerable<Codec> Parts => [Codec<T1>.Instance, Codec<T2>.Instance, Codec<T3>.Instance, Codec<T4>.Instance, Codec<T5>.Instance, Codec<T6>.Instance];

    internal override void Write(MemberWriter writer, int field, ValueTuple<T1, T2, T3, T4, T5, T6> value)
    {
        writer.Encoder.Tag(field, WireType.LengthDelimited);
        int start = writer.Encoder.BeginMessage();
        writer.Write(1, value.Item1);
        writer.Write(2, value.Item2);
        writer.Write(3, value.Item3);
        writer.Write(4, value.Item4);
        writer.Write(5, value.Item5);
        writer.Write(6, value.Item6);
        writer.Encoder.EndMessage(start);
    }

    internal override ValueTuple<T1, T2, T3, T4, T5, T6> Read(MemberReader reader, WireType type)
    {
        reader.Decoder.Expect(type, WireType.LengthDelimited);
        int outer = reader.Decoder.Enter();
        ValueTuple<T1, T2, T3, T4, T5, T6> value = default;
        while (reader.NextField(6, out int field))
        {
            if (field == 1)
                value.Item1 = reader.Read<T1>();
            else if (field == 2)
                value.Item2 = reader.Read<T2>();
            else if (field == 3)
                value.Item3 = reader.Read<T3>();
            else if (field == 4)
                value.Item4 = reader.Read<T4>();
            else if (field == 5)
                value.Item5 = reader.Read<T5>();
            else
                value.Item6 = reader.Read<T6>();
        }
        reader.Decoder.Leave(outer);
        return value;
    }

    internal override void Reach(Reacher reacher, ValueTuple<T1, T2, T3, T4, T5, T6> value)
    {
        reacher.Reach(value.Item1);
        reacher.Reach(value.Item2);
        reacher.Reach(value.Item3);
        reacher.Reach(value.Item4);
        reacher.Reach(value.Item5);
        reacher.Reach(value.Item6);
    }
}

/// <summary>The items of a tuple as the fields 1 to 7 of a message.</summary>
internal sealed class TupleCodec<T1, T2, T3, T4, T5, T6, T7> : Codec<ValueTuple<T1, T2, T3, T4, T5, T6, T7>>
{
    internal override bool HoldsReferences => Parts.Any(part => part.HoldsReferences);

    internal override IEnumerable<Codec> Parts => [Codec<T1>.Instance, Codec<T2>.Instance, Codec<T3>.Instance, Codec<T4>.Instance, Codec<T5>.Instance, Codec<T6>.Instance, Codec<T7>.Instance];

    internal override void Write(MemberWriter writer, int field, ValueTuple<T1, T2, T3, T4, T5, T6, T7> value)
    {
        writer.Encoder.Tag(field, WireType.LengthDelimited);
        int start = writer.Encoder.BeginMessage();
        writer.Write(1, value.Item1);
        writer.Write(2, value.Item2);
        writer.Write(3, value.Item3);
        writer.Write(4, value.Item4);
        writer.Write(5, value.Item5);
        writer.Write(6, value.Item6);
        writer.Write(7, value.Item7);
        writer.Encoder.EndMessage(start);
    }

    internal override ValueTuple<T1, T2, T3, T4, T5, T6, T7> Read(MemberReader reader, WireType type)
    {
        reader.Decoder.Expect(type, WireType.LengthDelimited);
        int outer = reader.Decoder.Enter();
        ValueTuple<T1, T2, T3, T4, T5, T6, T7> value = default;
        while (reader.NextField(7, out int field))
        {
            if (field == 1)
                value.Item1 = reader.Read<T1>();
            else if (field == 2)
                value.Item2 = reader.Read<T2>();
            else if (field == 3)
                value.Item3 = reader.Read<T3>();
            else if (field == 4)
                value.Item4 = reader.Read<T4>();
            else if (field == 5)
                value.Item5 = reader.Read<T5>();
            else if (field == 6)
                value.Item6 = reader.Read<T6>();
            else
                value.Item7 = reader.Read<T7>();
        }
        reader.Decoder.Leave(outer);
        return value;
    }

    internal override void Reach(Reacher reacher, ValueTuple<T1, T2, T3, T4, T5, T6, T7> value)
    {
        reacher.Reach(value.Item1);
        reacher.Reach(value.Item2);
        reacher.Reach(value.Item3);
        reacher.Reach(value.Item4);
        reacher.Reach(value.Item5);
        reacher.Reach(value.Item6);
        reacher.Reach(value.Item7);
    }
}

/// <summary>The items of a tuple as the fields 1 to 8 of a message.</summary>
internal sealed class TupleCodec<T1, T2, T3, T4, T5, T6, T7, TRest> : Codec<ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>>
    where TRest : struct
{
    internal override bool HoldsReferences => Parts.Any(part => part.HoldsReferences);

    internal override IEnumerable<Codec> Parts => [Codec<T1>.Instance, Codec<T2>.Instance, Codec<T3>.Instance, Codec<T4>.Instance, Codec<T5>.Instance, Codec<T6>.Instance, Codec<T7>.Instance, Codec<TRest>.Instance];

    internal override void Write(MemberWriter writer, int field, ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> value)
    {
        writer.Encoder.Tag(field, WireType.LengthDelimited);
        int start = writer.Encoder.BeginMessage();
        writer.Write(1, value.Item1);
        writer.Write(2, value.Item2);
        writer.Write(3, value.Item3);
        writer.Write(4, value.Item4);
        writer.Write(5, value.Item5);
        writer.Write(6, value.Item6);
        writer.Write(7, value.Item7);
        writer.Write(8, value.Rest);
        writer.Encoder.EndMessage(start);
    }

    internal override ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> Read(MemberReader reader, WireType type)
    {
        reader.Decoder.Expect(type, WireType.LengthDelimited);
        int outer = reader.Decoder.Enter();
        ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> value = default;
        while (reader.NextField(8, out int field))
        {
            if (field == 1)
                value.Item1 = reader.Read<T1>();
            else if (field == 2)
                value.Item2 = reader.Read<T2>();
            else if (field == 3)
                value.Item3 = reader.Read<T3>();
            else if (field == 4)
                value.Item4 = reader.Read<T4>();
            else if (field == 5)
                value.Item5 = reader.Read<T5>();
            else if (field == 6)
                value.Item6 = reader.Read<T6>();
            else if (field == 7)
                value.Item7 = reader.Read<T7>();
            else
                value.Rest = reader.Read<TRest>();
        }
        reader.Decoder.Leave(outer);
        return value;
    }

    internal override void Reach(Reacher reacher, ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> value)
    {
        reacher.Reach(value.Item1);
        reacher.Reach(value.Item2);
        reacher.Reach(value.Item3);
        reacher.Reach(value.Item4);
        reacher.Reach(value.Item5);
        reacher.Reach(value.Item6);
        reacher.Reach(value.Item7);
        reacher.Reach(value.Rest);
    }
}
