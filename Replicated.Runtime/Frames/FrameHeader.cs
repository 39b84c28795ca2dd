using System.Buffers.Binary;
using Replicated.Protocol;

namespace Replicated.Frames;

/// <summary>What the protocol must know of a frame: where it stands in the history, and whether it is a slice of a snapshot.</summary>
internal readonly record struct FrameHeader(Position Position, bool IsSlice, long Slice, bool IsLastSlice)
{
    const int CrcField = 15;
    const int CrcBytes = 5;

    /// <summary>Reads the header of a frame that arrived, and checks that its bytes are those that were sent.</summary>
    /// <exception cref="DamagedMessageException">They are not.</exception>
    internal static FrameHeader Read(ReadOnlySpan<byte> frame)
    {
        CheckCrc(frame);
        Guid lineage = default, reign = default;
        long epoch = 0, sequence = 0;
        (bool IsSlice, long Slice, bool IsLast) snapshot = default;
        var fields = new FieldReader(frame);
        while (fields.Next() && fields.Field <= 5)
        {
            switch (fields.Field)
            {
                case 1: lineage = fields.Identity; break;
                case 2: epoch = fields.Count; break;
                case 3: sequence = fields.Count; break;
                case 4: reign = fields.Identity; break;
                default: snapshot = ReadSlice(fields.Content); break;
            }
        }
        return new(new(new(lineage), new(reign), new(epoch), sequence), snapshot.IsSlice, snapshot.Slice, snapshot.IsLast);
    }

    static (bool IsSlice, long Slice, bool IsLast) ReadSlice(ReadOnlySpan<byte> snapshot)
    {
        long slice = 0;
        bool last = false;
        var fields = new FieldReader(snapshot);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1: slice = fields.Count; break;
                case 2: last = fields.Count != 0; break;
            }
        }
        return (true, slice, last);
    }

    static void CheckCrc(ReadOnlySpan<byte> frame)
    {
        int end = frame.Length - CrcBytes;
        if (end < 0 || frame[end] != Varint.Tag(CrcField, Varint.WireFixed32))
            throw new DamagedMessageException($"a frame of {frame.Length} bytes without a CRC at its end");
        uint found = BinaryPrimitives.ReadUInt32LittleEndian(frame[(end + 1)..]);
        uint computed = Crc32C.Of(frame[..end]);
        if (found != computed)
            throw new DamagedMessageException($"a frame of {frame.Length} bytes whose CRC is {found:X8} where {computed:X8} is right");
    }
}
