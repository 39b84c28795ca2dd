using System.Buffers.Binary;
using System.Text;

namespace Replicated.Frames;

/// <summary>Walks the fields of a message that is small and frequent. Everything that does not fit the wire format throws and says where.</summary>
internal ref struct FieldReader(ReadOnlySpan<byte> bytes)
{
    readonly ReadOnlySpan<byte> bytes = bytes;

    internal int Offset { get; private set; }

    /// <summary>Number of the field last read.</summary>
    internal int Field { get; private set; }

    internal int Wire { get; private set; }

    /// <summary>The field's value where it is a number.</summary>
    internal ulong Number { get; private set; }

    /// <summary>The field's bytes where it is length-delimited.</summary>
    internal ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>Reads the next field; false at the end.</summary>
    internal bool Next()
    {
        if (Offset == bytes.Length)
            return false;
        ulong tag = ReadVarint("a tag");
        Field = tag >> 3 is > 0 and <= 0x1FFF_FFFF ? (int)(tag >> 3) : throw Damage($"field number {tag >> 3}");
        Wire = (int)(tag & 7);
        switch (Wire)
        {
            case Varint.WireVarint:
                Number = ReadVarint("a number");
                break;
            case Varint.WireBytes:
                ulong length = ReadVarint("a length");
                Bytes = Take(length);
                break;
            case Varint.WireFixed32:
                Number = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
                break;
            case Varint.WireFixed64:
                Number = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
                break;
            default:
                throw Damage($"wire type {Wire}");
        }
        return true;
    }

    /// <summary>The number as a count that fits the runtime's.</summary>
    internal readonly long Count
        => Wire == Varint.WireVarint && Number <= long.MaxValue ? (long)Number : throw Damage($"field {Field} is not a count");

    /// <summary>The bytes of a field that must be length-delimited.</summary>
    internal readonly ReadOnlySpan<byte> Content
        => Wire == Varint.WireBytes ? Bytes : throw Damage($"field {Field} has wire type {Wire}");

    /// <summary>An identity of 16 bytes.</summary>
    internal readonly Guid Identity
        => Content.Length == 16 ? new Guid(Content) : throw Damage($"field {Field}: an identity of {Content.Length} bytes");

    /// <summary>An identity of 16 bytes, or none.</summary>
    internal readonly Guid IdentityOrNone => Content.IsEmpty ? Guid.Empty : Identity;

    internal readonly uint Count32 => Count <= uint.MaxValue ? (uint)Count : throw Damage($"field {Field} is a count of {Count}");

    internal readonly bool Flag => Count != 0;

    internal readonly double Seconds => Wire == Varint.WireFixed64 ? BitConverter.UInt64BitsToDouble(Number) : throw Damage($"field {Field} has wire type {Wire}");

    internal readonly string Text => Encoding.UTF8.GetString(Content);

    readonly DamagedMessageException Damage(string what) => new($"{what} at byte {Offset} of {bytes.Length}");

    ulong ReadVarint(string what)
    {
        int length = Varint.Read(bytes[Offset..], out ulong value);
        if (length <= 0)
            throw Damage(length == 0 ? $"{what} that is cut short" : $"{what} of more than 64 bits");
        Offset += length;
        return value;
    }

    ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)(bytes.Length - Offset))
            throw Damage($"field {Field} of {length} bytes that is cut short");
        var taken = bytes.Slice(Offset, (int)length);
        Offset += (int)length;
        return taken;
    }
}
