using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Replicated.Frames;
using Replicated.Woven;

namespace Replicated.Collections;

/// <summary>
/// Changes of a sequence as runs of items that follow each other: message Run { start = 1; items = 2, or their bytes = 3 }.
/// </summary>
internal static class Runs<T>
{
    /// <summary>Two changed stretches with fewer same items between them are one run.</summary>
    const int GapMax = 3;

    /// <summary>Writes the runs of <paramref name="items"/> that differ from <paramref name="sent"/> under the field <paramref name="field"/>.</summary>
    /// <param name="writer">Takes the runs.</param>
    /// <param name="field">The field number of a run.</param>
    /// <param name="offset">The index of the first item of both spans.</param>
    /// <param name="items">The items now.</param>
    /// <param name="sent">The items as the other side has them, as far as it has any.</param>
    internal static void Write(MemberWriter writer, int field, int offset, ReadOnlySpan<T> items, ReadOnlySpan<T> sent)
    {
        int at = Items<T>.CommonPrefix(items, sent);
        while (at < items.Length)
        {
            int end = EndOfRun(items, sent, at);
            WriteRun(writer, field, offset + at, items[at..end]);
            at = end + (end < sent.Length ? Items<T>.CommonPrefix(items[end..], sent[end..]) : 0);
        }
    }

    /// <remarks>
    /// The first item differs, and is not compared again: where a struct has bytes between its members, a copy of it can have others there, so
    /// that it may seem the same now, and the run would be empty and followed by others without end.
    /// </remarks>
    static int EndOfRun(ReadOnlySpan<T> items, ReadOnlySpan<T> sent, int start)
    {
        int common = Math.Min(items.Length, sent.Length);
        int end = start + 1;
        for (int i = start + 1; i < common && i - end <= GapMax; i++)
        {
            if (!Items<T>.Same(items[i], sent[i]))
                end = i + 1;
            else if (i == end + GapMax)
                return end;
        }
        return items.Length > common && common - end <= GapMax ? items.Length : end;
    }

    internal static void WriteRun(MemberWriter writer, int field, int start, ReadOnlySpan<T> items)
    {
        var encoder = writer.Encoder;
        encoder.Tag(field, WireType.LengthDelimited);
        int run = encoder.BeginMessage();
        if (start != 0)
        {
            encoder.Tag(1, WireType.Varint);
            encoder.Varint((uint)start);
        }
        if (Items<T>.Packed)
        {
            encoder.Tag(3, WireType.LengthDelimited);
            encoder.Bytes(Items<T>.Bytes(items));
        }
        else
        {
            foreach (var item in items)
                writer.Write(2, item);
        }
        encoder.EndMessage(run);
    }

    /// <summary>Reads one run into <paramref name="items"/>.</summary>
    /// <returns>The index of its first item.</returns>
    internal static int Read(MemberReader reader, Span<T> items)
    {
        var decoder = reader.Decoder;
        decoder.Expect(reader.FieldType, WireType.LengthDelimited);
        int outer = decoder.Enter();
        ulong at = 0;
        ulong first = ulong.MaxValue;
        while (reader.NextField(3, out int field))
        {
            if (field == 1)
            {
                at = decoder.Varint();
                continue;
            }
            first = Math.Min(first, at);
            if (field == 2)
            {
                Room(decoder, items.Length, at, 1);
                items[(int)at++] = reader.Read<T>();
            }
            else
                at += (ulong)ReadPacked(reader, items, at);
        }
        decoder.Leave(outer);
        return (int)Math.Min(first, int.MaxValue);
    }

    static int ReadPacked(MemberReader reader, Span<T> items, ulong at)
    {
        var decoder = reader.Decoder;
        decoder.Expect(reader.FieldType, WireType.LengthDelimited);
        var bytes = decoder.Bytes();
        int count = bytes.Length / Unsafe.SizeOf<T>();
        if (!Items<T>.Packed || count * Unsafe.SizeOf<T>() != bytes.Length)
            throw decoder.Damaged("items of another size");
        Room(decoder, items.Length, at, (uint)count);
        bytes.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<T, byte>(ref items[(int)at]), bytes.Length));
        return count;
    }

    static void Room(Decoder decoder, int length, ulong at, uint count)
    {
        if (at + count > (ulong)length || at > (ulong)length)
            throw decoder.Damaged($"item {at} of a collection of {length}");
    }
}
