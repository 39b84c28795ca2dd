namespace Replicated.Frames;

/// <summary>Writes a number of one form as one of another.</summary>
internal sealed class Conversion(ScalarForm from, ScalarForm to)
{
    /// <summary>Reads the value behind a tag and writes it with a tag of its own.</summary>
    /// <returns>False where it does not fit, and nothing is written.</returns>
    internal bool TryConvert(Decoder decoder, WireType type, Encoder encoder, int field)
    {
        if (!from.IsNullable)
            return TryWrite(Read(decoder, type), encoder, field);
        decoder.Expect(type, WireType.LengthDelimited);
        int outer = decoder.Enter();
        Number? value = decoder.TryReadTag(out _, out var inner) ? Read(decoder, inner) : null;
        decoder.Leave(outer);
        return TryWrite(value, encoder, field);
    }

    Number Read(Decoder decoder, WireType type)
    {
        decoder.Expect(type, from.Kind != ScalarKind.Float ? WireType.Varint : from.Bits == 32 ? WireType.Fixed32 : WireType.Fixed64);
        return from.Kind switch
        {
            ScalarKind.Signed => new(decoder.ZigZag(), 0),
            ScalarKind.Unsigned => new(decoder.Varint(), 0),
            _ => new(0, from.Bits == 32 ? BitConverter.UInt32BitsToSingle(decoder.Fixed32()) : BitConverter.UInt64BitsToDouble(decoder.Fixed64())),
        };
    }

    bool TryWrite(Number? value, Encoder encoder, int field)
    {
        if (value is { } number ? !Fits(number) : !to.IsNullable)
            return false;
        if (!to.IsNullable)
        {
            Write(value!.Value, encoder, field);
            return true;
        }
        encoder.Tag(field, WireType.LengthDelimited);
        int start = encoder.BeginMessage();
        if (value is { } some)
            Write(some, encoder, 1);
        encoder.EndMessage(start);
        return true;
    }

    /// <summary>A fraction loses what a smaller one has no room for; only what is too large does not fit.</summary>
    bool Fits(Number value) => to.Kind switch
    {
        ScalarKind.Signed => value.Integer >= -(Int128.One << to.Bits - 1) && value.Integer < Int128.One << to.Bits - 1,
        ScalarKind.Unsigned => value.Integer >= 0 && value.Integer < Int128.One << to.Bits,
        _ => to.Bits == 64 || !double.IsFinite(value.Fraction) || float.IsFinite((float)value.Fraction),
    };

    void Write(Number value, Encoder encoder, int field)
    {
        encoder.Tag(field, to.Kind != ScalarKind.Float ? WireType.Varint : to.Bits == 32 ? WireType.Fixed32 : WireType.Fixed64);
        if (to.Kind == ScalarKind.Signed)
            encoder.ZigZag((long)value.Integer);
        else if (to.Kind == ScalarKind.Unsigned)
            encoder.Varint((ulong)value.Integer);
        else if (to.Bits == 32)
            encoder.Fixed32(BitConverter.SingleToUInt32Bits((float)value.Fraction));
        else
            encoder.Fixed64(BitConverter.DoubleToUInt64Bits(value.Fraction));
    }

    readonly record struct Number(Int128 Integer, double Fraction);
}
