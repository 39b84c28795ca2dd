using System.Runtime.CompilerServices;

namespace Replicated.Frames;

/// <summary>Protobuf's variable-length integers and tags.</summary>
internal static class Varint
{
    internal const int BytesMax = 10;

    internal const int WireVarint = 0;
    internal const int WireFixed64 = 1;
    internal const int WireBytes = 2;
    internal const int WireFixed32 = 5;

    internal static int Size(ulong value) => (int)((64 - ulong.LeadingZeroCount(value | 1) + 6) / 7);

    internal static uint Tag(int field, int wire) => ((uint)field << 3) | (uint)wire;

    /// <summary>Writes and returns the number of bytes.</summary>
    internal static int Write(Span<byte> into, ulong value)
    {
        int at = 0;
        while (value >= 0x80)
        {
            into[at++] = (byte)(value | 0x80);
            value >>= 7;
        }
        into[at++] = (byte)value;
        return at;
    }

    /// <summary>Writes a field unless it is zero, and returns the number of bytes.</summary>
    internal static int WriteField(Span<byte> into, int field, ulong value)
    {
        if (value == 0)
            return 0;
        int at = Write(into, Tag(field, WireVarint));
        return at + Write(into[at..], value);
    }

    /// <summary>Reads one from the start of <paramref name="from"/>.</summary>
    /// <returns>Its length in bytes; 0 if it is cut short; -1 if it does not fit 64 bits.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Read(ReadOnlySpan<byte> from, out ulong value)
    {
        if (from.Length > 0 && from[0] < 0x80)
        {
            value = from[0];
            return 1;
        }
        return ReadLong(from, out value);
    }

    static int ReadLong(ReadOnlySpan<byte> from, out ulong value)
    {
        value = 0;
        for (int i = 0; i < from.Length; i++)
        {
            if (i == BytesMax - 1 && from[i] > 1)
                return -1;
            value |= (ulong)(from[i] & 0x7F) << (7 * i);
            if (from[i] < 0x80)
                return i + 1;
        }
        return 0;
    }
}
