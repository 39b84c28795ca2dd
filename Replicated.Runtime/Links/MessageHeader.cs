using Replicated.Frames;

namespace Replicated.Links;

/// <summary>What precedes a body on the wire: tag and length in the stream, tag and length in the message.</summary>
internal static class MessageHeader
{
    /// <summary>The tag of each message in a stream.</summary>
    internal const byte StreamTag = 0x0A;

    internal const int BytesMax = 16;

    /// <summary>The header of a part with its fields, its bytes excluded.</summary>
    internal const int PartBytesMax = 48;

    /// <summary>Bytes of a part's message that are not content: tags, lengths, size and offset.</summary>
    internal const int PartOverheadMax = 32;

    /// <summary>Length of the message with this body.</summary>
    internal static long MessageBytes(long bodyBytes) => 1 + Varint.Size((ulong)bodyBytes) + bodyBytes;

    /// <summary>Writes what precedes a body in the stream.</summary>
    internal static int Write(Span<byte> into, MessageKind kind, int bodyBytes)
    {
        into[0] = StreamTag;
        int at = 1 + Varint.Write(into[1..], (ulong)MessageBytes(bodyBytes));
        return at + WriteInner(into[at..], kind, bodyBytes);
    }

    /// <summary>Writes what precedes a body in its message.</summary>
    internal static int WriteInner(Span<byte> into, MessageKind kind, int bodyBytes)
    {
        into[0] = (byte)Varint.Tag((int)kind, Varint.WireBytes);
        return 1 + Varint.Write(into[1..], (ulong)bodyBytes);
    }

    /// <summary>Writes what precedes the content of a part in the stream.</summary>
    internal static int WritePart(Span<byte> into, long size, long offset, int contentBytes)
    {
        Span<byte> fields = stackalloc byte[PartOverheadMax];
        int length = Varint.WriteField(fields, 1, (ulong)size);
        length += Varint.WriteField(fields[length..], 2, (ulong)offset);
        length += Varint.Write(fields[length..], Varint.Tag(3, Varint.WireBytes));
        length += Varint.Write(fields[length..], (ulong)contentBytes);
        int at = Write(into, MessageKind.Part, length + contentBytes);
        fields[..length].CopyTo(into[at..]);
        return at + length;
    }
}
