using System.Numerics;
using System.Runtime.CompilerServices;
using Replicated.Frames;
using Replicated.Woven;

namespace Replicated.Values;

/// <summary>Signed integers as <c>sint64</c>, unsigned ones and characters as <c>uint64</c>.</summary>
internal sealed class IntegerCodec<T> : Codec<T>
    where T : struct, IBinaryInteger<T>
{
    static bool Signed => typeof(T) == typeof(sbyte) || typeof(T) == typeof(short) || typeof(T) == typeof(int) || typeof(T) == typeof(long);

    internal override void Write(MemberWriter writer, int field, T value)
    {
        writer.Encoder.Tag(field, WireType.Varint);
        if (Signed)
            writer.Encoder.ZigZag(long.CreateTruncating(value));
        else
            writer.Encoder.Varint(ulong.CreateTruncating(value));
    }

    internal override T Read(MemberReader reader, WireType type)
    {
        reader.Decoder.Expect(type, WireType.Varint);
        if (Signed)
        {
            long signed = reader.Decoder.ZigZag();
            var value = T.CreateTruncating(signed);
            return long.CreateTruncating(value) == signed ? value : throw OutOfRange(reader);
        }
        ulong unsigned = reader.Decoder.Varint();
        var result = T.CreateTruncating(unsigned);
        return ulong.CreateTruncating(result) == unsigned ? result : throw OutOfRange(reader);
    }

    static FrameDamagedException OutOfRange(MemberReader reader) => reader.Decoder.Damaged($"a number too large for {typeof(T)}");
}

/// <summary>An enum as its underlying integer, so that unnamed values survive.</summary>
internal sealed class EnumCodec<T, TUnderlying> : Codec<T>
    where T : struct, Enum
    where TUnderlying : struct
{
    internal override void Write(MemberWriter writer, int field, T value)
        => Codec<TUnderlying>.Instance.Write(writer, field, Unsafe.BitCast<T, TUnderlying>(value));

    internal override T Read(MemberReader reader, WireType type)
        => Unsafe.BitCast<TUnderlying, T>(Codec<TUnderlying>.Instance.Read(reader, type));
}

/// <summary>A truth value as <c>bool</c>.</summary>
internal sealed class BooleanCodec : Codec<bool>
{
    internal override void Write(MemberWriter writer, int field, bool value)
    {
        writer.Encoder.Tag(field, WireType.Varint);
        writer.Encoder.Varint(value ? 1u : 0u);
    }

    internal override bool Read(MemberReader reader, WireType type)
    {
        reader.Decoder.Expect(type, WireType.Varint);
        return reader.Decoder.Varint() != 0;
    }
}

/// <summary>A 128-bit integer as 16 bytes, lowest first.</summary>
internal sealed class Integer128Codec<T> : Codec<T>
    where T : struct, IBinaryInteger<T>
{
    internal override void Write(MemberWriter writer, int field, T value)
    {
        writer.Encoder.Tag(field, WireType.LengthDelimited);
        writer.Encoder.Varint(16);
        value.WriteLittleEndian(writer.Encoder.Take(16));
    }

    internal override T Read(MemberReader reader, WireType type)
        => T.ReadLittleEndian(reader.BytesOf(type, 16), isUnsigned: typeof(T) == typeof(UInt128));
}

/// <summary>An integer of any size as its bytes, lowest first, in two's complement.</summary>
internal sealed class BigIntegerCodec : Codec<BigInteger>
{
    internal override void Write(MemberWriter writer, int field, BigInteger value)
    {
        writer.Encoder.Tag(field, WireType.LengthDelimited);
        int size = value.GetByteCount();
        writer.Encoder.Varint((uint)size);
        value.TryWriteBytes(writer.Encoder.Take(size), out _);
    }

    internal override BigInteger Read(MemberReader reader, WireType type)
    {
        reader.Decoder.Expect(type, WireType.LengthDelimited);
        return new BigInteger(reader.Decoder.Bytes());
    }
}
