using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Replicated.Frames;

/// <summary>
/// Reads protobuf fields. Every length is checked against what is there before anything is allocated or read; what does not fit is a
/// <see cref="FrameDamagedException"/> that says where.
/// </summary>
internal sealed class Decoder
{
    byte[] bytes = [];
    int start;
    int position;
    int end;

    /// <summary>The bytes read so far.</summary>
    internal int Position => position - start;

    internal bool AtEnd => position == end;

    internal int Remaining => end - position;

    internal void Reset(ReadOnlyMemory<byte> memory)
    {
        if (!MemoryMarshal.TryGetArray(memory, out var segment))
            segment = new ArraySegment<byte>(memory.ToArray());
        bytes = segment.Array!;
        start = position = segment.Offset;
        end = segment.Offset + segment.Count;
    }

    /// <summary>Goes on at a place noted from <see cref="Position"/>, up to the end of the whole input.</summary>
    internal void Seek(int place, int size)
    {
        position = start + place;
        end = position + size;
    }

    /// <summary>The next tag, or false at the end of the message.</summary>
    internal bool TryReadTag(out int field, out WireType type)
    {
        if (position == end)
        {
            field = 0;
            type = default;
            return false;
        }
        ulong tag = Varint();
        type = (WireType)(tag & 7);
        field = (int)(tag >> 3);
        if (tag is < 8 or > uint.MaxValue)
            throw Damaged($"field number {tag >> 3}");
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong Varint()
    {
        int at = position;
        if (at < end && bytes[at] is < 0x80 and var value)
        {
            position = at + 1;
            return value;
        }
        return LongVarint();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    ulong LongVarint()
    {
        var rest = bytes.AsSpan(position, end - position);
        ulong value = 0;
        for (int i = 0; i < rest.Length; i++)
        {
            byte next = rest[i];
            if (i == 9 && next > 1)
                throw Damaged("a number of more than 64 bits");
            value |= (ulong)(next & 0x7F) << 7 * i;
            if (next < 0x80)
            {
                position += i + 1;
                return value;
            }
        }
        throw Damaged("a number that is cut short");
    }

    internal long ZigZag()
    {
        ulong value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    internal uint Fixed32() => BinaryPrimitives.ReadUInt32LittleEndian(Raw(4));

    internal ulong Fixed64() => BinaryPrimitives.ReadUInt64LittleEndian(Raw(8));

    /// <summary>The bytes of a length-delimited field.</summary>
    internal ReadOnlySpan<byte> Bytes() => Raw(Size());

    /// <summary>As <see cref="Bytes"/>, to be read later.</summary>
    internal ReadOnlyMemory<byte> Memory()
    {
        int count = Size();
        position += count;
        return bytes.AsMemory(position - count, count);
    }

    internal ReadOnlySpan<byte> Raw(int count)
    {
        if (count > end - position)
            throw TooLarge((ulong)count);
        var span = bytes.AsSpan(position, count);
        position += count;
        return span;
    }

    /// <summary>Enters a length-delimited message.</summary>
    /// <returns>What <see cref="Leave"/> takes.</returns>
    internal int Enter()
    {
        int size = Size();
        int outer = end;
        end = position + size;
        return outer;
    }

    internal void Leave(int outer)
    {
        if (position != end)
            throw TooMany();
        end = outer;
    }

    internal void Skip(WireType type)
    {
        switch (type)
        {
            case WireType.Varint:
                Varint();
                break;
            case WireType.Fixed64:
                Raw(8);
                break;
            case WireType.LengthDelimited:
                Bytes();
                break;
            case WireType.Fixed32:
                Raw(4);
                break;
            default:
                throw Damaged($"wire type {(int)type}");
        }
    }

    internal void Expect(WireType found, WireType expected)
    {
        if (found != expected)
            throw Unexpected(found, expected);
    }

    FrameDamagedException Unexpected(WireType found, WireType expected) => Damaged($"wire type {found} where {expected} was expected");

    int Size()
    {
        ulong size = Varint();
        return size <= (ulong)(end - position) ? (int)size : throw TooLarge(size);
    }

    FrameDamagedException TooMany() => Damaged($"{end - position} bytes too many in a message");

    FrameDamagedException TooLarge(ulong size) => Damaged($"{size} bytes announced where {end - position} are left");

    internal FrameDamagedException Damaged(string what) => new($"damaged at byte {Position}: {what}");
}
