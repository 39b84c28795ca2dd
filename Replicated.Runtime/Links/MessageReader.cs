using Replicated.Frames;

namespace Replicated.Links;

/// <summary>Cuts a stream of bytes into messages. Whatever is not a message throws and says at which byte of the stream.</summary>
internal sealed class MessageReader(int messageBytesMax)
{
    const int FirstBytes = 1 << 16;

    readonly PartAssembly parts = new();

    /// <summary>Bytes [start, end) have arrived and are not read yet.</summary>
    byte[] buffer = new byte[FirstBytes];
    int start;
    int end;

    /// <summary>Place of <see cref="start"/> in the stream.</summary>
    internal long Offset { get; private set; }

    /// <summary>Whether a message has begun that is not whole yet.</summary>
    internal bool IsWithinMessage => end > start;

    /// <summary>Where the next bytes go. What was read before may be overwritten.</summary>
    internal Memory<byte> GetRoom()
    {
        if (start == end)
        {
            (start, end) = (0, 0);
            if (buffer.Length > 16 * FirstBytes)
                Replace(FirstBytes);
        }
        else if (end == buffer.Length)
        {
            Replace(start > buffer.Length / 2 ? buffer.Length : buffer.Length * 2);
        }
        return buffer.AsMemory(end);
    }

    /// <summary>Says that <paramref name="count"/> bytes were put where <see cref="GetRoom"/> said.</summary>
    internal void Advance(int count) => end += count;

    /// <summary>Reads the next message if all of it has arrived.</summary>
    /// <exception cref="DamagedMessageException">What arrived is not a message.</exception>
    internal bool TryRead(out Received message)
    {
        try
        {
            while (TryReadMessage(out var whole))
            {
                message = Parse(whole, mayKeep: false);
                if (message.Kind != MessageKind.Part)
                    return true;
                if (parts.Add(message.Body.Span, out var assembled))
                {
                    message = Parse(assembled, mayKeep: true);
                    return message.Kind != MessageKind.Part ? true : throw new DamagedMessageException("parts within parts");
                }
            }
        }
        catch (DamagedMessageException exception)
        {
            throw new DamagedMessageException($"at byte {Offset} of the stream: {exception.Message}", exception);
        }
        message = default;
        return false;
    }

    bool TryReadMessage(out ReadOnlyMemory<byte> whole)
    {
        whole = default;
        var arrived = buffer.AsSpan(start, end - start);
        if (arrived.Length == 0)
            return false;
        if (arrived[0] != MessageHeader.StreamTag)
            throw new DamagedMessageException($"0x{arrived[0]:X2} where a message must begin with 0x{MessageHeader.StreamTag:X2}");
        int lengthBytes = Varint.Read(arrived[1..], out ulong length);
        if (lengthBytes < 0 || length > (ulong)messageBytesMax)
            throw new DamagedMessageException($"a message of {(lengthBytes < 0 ? "more than 2^64" : length)} bytes, the limit is {messageBytesMax}");
        int header = 1 + lengthBytes;
        if (lengthBytes == 0 || (ulong)(arrived.Length - header) < length)
            return false;
        whole = buffer.AsMemory(start + header, (int)length);
        start += header + (int)length;
        Offset += header + (int)length;
        return true;
    }

    static Received Parse(ReadOnlyMemory<byte> message, bool mayKeep)
    {
        var span = message.Span;
        int tagBytes = Varint.Read(span, out ulong tag);
        if (tagBytes <= 0)
            throw new DamagedMessageException($"a message of {span.Length} bytes without a tag");
        if ((tag & 7) != Varint.WireBytes || (tag >> 3) is < (int)MessageKind.Hello or > (int)MessageKind.Unreachable)
            throw new DamagedMessageException($"a message of unknown kind {tag >> 3} (wire type {tag & 7})");
        int lengthBytes = Varint.Read(span[tagBytes..], out ulong length);
        if (lengthBytes <= 0 || length != (ulong)(span.Length - tagBytes - lengthBytes))
            throw new DamagedMessageException($"a message of {span.Length} bytes whose content says {length}");
        return new((MessageKind)(tag >> 3), message[(tagBytes + lengthBytes)..], mayKeep);
    }

    void Replace(int bytes)
    {
        // A pool would hold on to the large ones, of which one message in a long time has need.
        byte[] next = GC.AllocateUninitializedArray<byte>(bytes);
        buffer.AsSpan(start, end - start).CopyTo(next);
        (buffer, start, end) = (next, 0, end - start);
    }
}
