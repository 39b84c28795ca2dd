using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Replicated.Frames;

/// <summary>
/// Writes protobuf fields into one growing buffer. Written by hand because every change of a commit passes it: the benchmark
/// <c>encode</c> compares it with protobuf-net, and a test holds that both write the same bytes.
/// </summary>
/// <param name="valueBytesMax">The most bytes that one value can have.</param>
internal sealed class Encoder(int valueBytesMax = Encoder.ValueBytesMax)
{
    /// <summary>The most bytes one value can have: a text, or the items of an array or list that travel as their bytes.</summary>
    internal const int ValueBytesMax = 1 << 30;

    /// <summary>The most bytes one frame or one slice of a snapshot can have.</summary>
    internal const int BytesMax = 0x7FFF_0000;

    /// <summary>A buffer that grew beyond this is given up after its frame.</summary>
    const int KeptBytesMax = 1 << 20;

    const int VarintBytesMax = 10;

    byte[] buffer = new byte[1024];
    int length;

    internal int Length => length;

    internal ReadOnlySpan<byte> Written => buffer.AsSpan(0, length);

    internal void Clear()
    {
        length = 0;
        if (buffer.Length > KeptBytesMax)
            buffer = new byte[1024];
    }

    /// <summary>Asked before anything of a value is copied, so that one that is too large costs no memory.</summary>
    /// <param name="kind">What the value is, for the message.</param>
    /// <param name="bytes">How many bytes it would have.</param>
    /// <exception cref="ReplicationException">They are too many.</exception>
    internal void CheckValue(string kind, long bytes)
    {
        if (bytes > valueBytesMax)
            throw new ReplicationException($"{kind} of {bytes} bytes is longer than the {valueBytesMax} bytes that one value can have. Keep it in pieces, or leave it out with [NotReplicated(\"how it is rebuilt\")]");
    }

    internal void TruncateTo(int lengthBefore) => length = lengthBefore;

    internal void Tag(int field, WireType type) => Varint((uint)field << 3 | (uint)type);

    internal void Varint(ulong value)
    {
        Reserve(VarintBytesMax);
        length = Put(buffer, length, value);
    }

    /// <summary>A signed number as <c>sint64</c>.</summary>
    internal void ZigZag(long value) => Varint(ToZigZag(value));

    /// <summary>Tag and value of a signed number.</summary>
    internal void ZigZagField(int field, long value)
    {
        Reserve(2 * VarintBytesMax);
        int at = Put(buffer, length, (uint)field << 3);
        length = Put(buffer, at, ToZigZag(value));
    }

    static ulong ToZigZag(long value) => (ulong)(value << 1 ^ value >> 63);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int Put(byte[] bytes, int at, ulong value)
    {
        while (value > 0x7F)
        {
            bytes[at++] = (byte)(value | 0x80);
            value >>= 7;
        }
        bytes[at] = (byte)value;
        return at + 1;
    }

    internal void Fixed32(uint value)
    {
        Reserve(4);
        BinaryPrimitives.WriteUInt32LittleEndian(buffer.AsSpan(length), value);
        length += 4;
    }

    internal void Fixed64(ulong value)
    {
        Reserve(8);
        BinaryPrimitives.WriteUInt64LittleEndian(buffer.AsSpan(length), value);
        length += 8;
    }

    /// <summary>Length and bytes of a length-delimited field.</summary>
    internal void Bytes(ReadOnlySpan<byte> value)
    {
        Varint((uint)value.Length);
        Raw(value);
    }

    internal void Raw(ReadOnlySpan<byte> value) => value.CopyTo(Take(value.Length));

    /// <summary>The next <paramref name="count"/> bytes, to be written by the caller.</summary>
    internal Span<byte> Take(int count)
    {
        Reserve(count);
        var span = buffer.AsSpan(length, count);
        length += count;
        return span;
    }

    /// <summary>
    /// Starts a field that is a message { sint64 = 1, left out if 0; message = 2 }, and the inner message. Both lengths are set aside.
    /// </summary>
    /// <returns>Where the inner message starts; the outer one starts two bytes after the length before.</returns>
    internal int BeginNested(int field, long value)
    {
        Reserve(2 * VarintBytesMax);
        var bytes = buffer;
        int at = length;
        bytes[at] = (byte)(field << 3 | (int)WireType.LengthDelimited);
        at += 2;
        if (value != 0)
        {
            bytes[at++] = 1 << 3;
            at = Put(bytes, at, ToZigZag(value));
        }
        bytes[at] = 2 << 3 | (int)WireType.LengthDelimited;
        return length = at + 2;
    }

    /// <summary>Starts a length-delimited field whose length is not known yet. One byte is set aside for it.</summary>
    /// <returns>What <see cref="EndMessage"/> takes.</returns>
    internal int BeginMessage()
    {
        Reserve(1);
        return ++length;
    }

    /// <summary>Writes the length of the field that began at <paramref name="start"/>; a long one is moved up to make room.</summary>
    internal void EndMessage(int start)
    {
        int size = length - start;
        if (size < 0x80)
            buffer[start - 1] = (byte)size;
        else
            EndLongMessage(start, size);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    void EndLongMessage(int start, int size)
    {
        int more = VarintBytes((uint)size) - 1;
        Reserve(more);
        Buffer.BlockCopy(buffer, start, buffer, start + more, size);
        length = start - 1;
        Varint((uint)size);
        length = start + more + size;
    }

    static int VarintBytes(uint value) => value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : value < 1 << 21 ? 3 : value < 1 << 28 ? 4 : 5;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    void Reserve(int count)
    {
        if (buffer.Length - length < count)
            Grow(count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    void Grow(int count)
    {
        long needed = (long)length + count;
        if (needed > BytesMax)
            throw new ReplicationException($"The changes of one commit would take more than {BytesMax} bytes. Commit more often, or in smaller changes.");
        Array.Resize(ref buffer, (int)Math.Min(BytesMax, Math.Max(needed, buffer.Length * 2L)));
    }
}
