using System.Runtime.CompilerServices;
using Replicated.Frames;
using Replicated.Woven;

namespace Replicated.Values;

/// <summary>The bits of a <c>float</c>, so that every NaN survives.</summary>
internal sealed class SingleCodec : Codec<float>
{
    internal override void Write(MemberWriter writer, int field, float value)
    {
        writer.Encoder.Tag(field, WireType.Fixed32);
        writer.Encoder.Fixed32(BitConverter.SingleToUInt32Bits(value));
    }

    internal override float Read(MemberReader reader, WireType type)
    {
        reader.Decoder.Expect(type, WireType.Fixed32);
        return BitConverter.UInt32BitsToSingle(reader.Decoder.Fixed32());
    }
}

/// <summary>The bits of a <c>double</c>, so that every NaN survives.</summary>
internal sealed class DoubleCodec : Codec<double>
{
    internal override void Write(MemberWriter writer, int field, double value)
    {
        writer.Encoder.Tag(field, WireType.Fixed64);
        writer.Encoder.Fixed64(BitConverter.DoubleToUInt64Bits(value));
    }

    internal override double Read(MemberReader reader, WireType type)
    {
        reader.Decoder.Expect(type, WireType.Fixed64);
        return BitConverter.UInt64BitsToDouble(reader.Decoder.Fixed64());
    }
}

/// <summary>The bits of a <see cref="Half"/> as <c>uint32</c>.</summary>
internal sealed class HalfCodec : Codec<Half>
{
    internal override void Write(MemberWriter writer, int field, Half value)
        => Codec<ushort>.Instance.Write(writer, field, BitConverter.HalfToUInt16Bits(value));

    internal override Half Read(MemberReader reader, WireType type)
        => BitConverter.UInt16BitsToHalf(Codec<ushort>.Instance.Read(reader, type));
}

/// <summary>
/// A decimal with its scale, laid out as protobuf-net's <c>bcl.Decimal</c>: low 64 bits, high 32 bits, scale and sign.
/// Works on the bits, because a decimal that another thread is writing can be read half old and half new.
/// </summary>
internal sealed class DecimalCodec : Codec<decimal>
{
    internal override void Write(MemberWriter writer, int field, decimal value)
    {
        var bits = Unsafe.BitCast<decimal, Bits>(value);
        var encoder = writer.Encoder;
        encoder.Tag(field, WireType.LengthDelimited);
        int start = encoder.BeginMessage();
        if (bits.Low != 0)
        {
            encoder.Tag(1, WireType.Varint);
            encoder.Varint(bits.Low);
        }
        if (bits.High != 0)
        {
            encoder.Tag(2, WireType.Varint);
            encoder.Varint(bits.High);
        }
        uint signScale = bits.Flags >> 16 << 1 & 0x1FE | bits.Flags >> 31;
        if (signScale != 0)
        {
            encoder.Tag(3, WireType.Varint);
            encoder.Varint(signScale);
        }
        encoder.EndMessage(start);
    }

    internal override decimal Read(MemberReader reader, WireType type)
    {
        var decoder = reader.Decoder;
        decoder.Expect(type, WireType.LengthDelimited);
        int outer = decoder.Enter();
        Bits bits = default;
        while (decoder.TryReadTag(out int field, out var inner))
        {
            decoder.Expect(inner, WireType.Varint);
            ulong part = decoder.Varint();
            if (field == 1)
                bits.Low = part;
            else if (field == 2)
                bits.High = (uint)part;
            else if (field == 3 && part >> 1 <= 28)
                bits.Flags = (uint)(part >> 1 << 16 | part << 31);
            else
                throw decoder.Damaged("not a decimal");
        }
        decoder.Leave(outer);
        return Unsafe.BitCast<Bits, decimal>(bits);
    }

    /// <summary>The layout of <see cref="decimal"/> in memory.</summary>
    struct Bits
    {
        internal uint Flags;
        internal uint High;
        internal ulong Low;
    }
}
