using System.Runtime.InteropServices;
using Replicated.Frames;
using Replicated.Protocol;

namespace Replicated.Tests.Protocol;

/// <summary>Frames whose changes are a few bytes that only tests understand.</summary>
internal static class TestFrames
{
    internal static Frame Make(Position position, ReadOnlySpan<byte> payload = default, int? slice = null, bool last = false)
    {
        var bytes = new List<byte>();
        Add(bytes, 1, position.Lineage.Value.ToByteArray());
        Add(bytes, 2, position.Epoch.Value);
        Add(bytes, 3, position.Sequence);
        Add(bytes, 4, position.Reign.Value.ToByteArray());
        if (slice is { } number)
        {
            var snapshot = new List<byte>();
            Add(snapshot, 1, number);
            Add(snapshot, 2, last ? 1 : 0);
            Add(bytes, 5, snapshot.ToArray());
        }
        Add(bytes, FrameField.Changes, payload);
        uint crc = Crc32C.Of(CollectionsMarshal.AsSpan(bytes));
        bytes.Add((byte)Varint.Tag(15, Varint.WireFixed32));
        bytes.AddRange(BitConverter.GetBytes(crc));
        return new(position, bytes.ToArray());
    }

    /// <summary>The payload of a frame that <see cref="Make"/> made.</summary>
    internal static byte[] PayloadOf(Frame frame)
    {
        var fields = new FieldReader(frame.Bytes.Span);
        while (fields.Next())
        {
            if (fields.Field == FrameField.Changes)
                return fields.Content.ToArray();
        }
        return [];
    }

    static void Add(List<byte> bytes, int field, long value)
    {
        Span<byte> written = stackalloc byte[20];
        bytes.AddRange(written[..Varint.WriteField(written, field, (ulong)value)]);
    }

    static void Add(List<byte> bytes, int field, ReadOnlySpan<byte> content)
    {
        Span<byte> written = stackalloc byte[20];
        int length = Varint.Write(written, Varint.Tag(field, Varint.WireBytes));
        length += Varint.Write(written[length..], (ulong)content.Length);
        bytes.AddRange(written[..length]);
        bytes.AddRange(content);
    }
}
