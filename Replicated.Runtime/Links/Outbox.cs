using Replicated.Frames;

namespace Replicated.Links;

/// <summary>
/// What is posted on a link and not yet sent: messages with their headers, in order, cut into parts where they exceed the limit.
/// Not thread-safe: the link's lock guards it.
/// </summary>
internal sealed class Outbox(int messageBytesMax)
{
    const int ChunkBytes = 1 << 16;
    const int SpareChunksMax = 16;

    /// <summary>From this size on memory that lasts is referred to, not copied.</summary>
    const int ReferredBytesMin = 1 << 16;

    readonly Queue<Chunk> chunks = new();
    readonly Stack<byte[]> spare = new();

    /// <summary>The last of <see cref="chunks"/> if more can be appended to it.</summary>
    Chunk? open;

    /// <summary>Bytes added and not taken.</summary>
    internal long Bytes { get; private set; }

    internal StreamRecorder? Recorder { get; set; }

    /// <summary>Adds a message.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="body">Its body.</param>
    /// <param name="lasting">The same bytes, if they never change; else empty.</param>
    internal void Add(MessageKind kind, ReadOnlySpan<byte> body, ReadOnlyMemory<byte> lasting)
    {
        if (MessageHeader.MessageBytes(body.Length) > messageBytesMax)
        {
            AddParts(kind, body, lasting);
            return;
        }
        Span<byte> header = stackalloc byte[MessageHeader.BytesMax];
        Append(header[..MessageHeader.Write(header, kind, body.Length)], body, lasting);
    }

    /// <summary>The bytes to send next; empty if there are none. They stay valid until <see cref="Advance"/>.</summary>
    internal ReadOnlyMemory<byte> Peek() => chunks.TryPeek(out var first) ? first.Unsent : default;

    /// <summary>Says that <paramref name="count"/> of the bytes that <see cref="Peek"/> gave are sent.</summary>
    internal void Advance(int count)
    {
        var first = chunks.Peek();
        first.Start += count;
        Bytes -= count;
        if (first.Start < first.End)
            return;
        if (first == open)
        {
            (first.Start, first.End) = (0, 0);
            if (Bytes == 0)
                return;
            open = null;
        }
        chunks.Dequeue();
        if (first.Own is { } own && spare.Count < SpareChunksMax)
            spare.Push(own);
    }

    /// <summary>A message in parts: its own tag and length stand before the content of the first.</summary>
    void AddParts(MessageKind kind, ReadOnlySpan<byte> body, ReadOnlyMemory<byte> lasting)
    {
        Span<byte> header = stackalloc byte[MessageHeader.PartBytesMax + MessageHeader.BytesMax];
        Span<byte> inner = stackalloc byte[MessageHeader.BytesMax];
        inner = inner[..MessageHeader.WriteInner(inner, kind, body.Length)];
        long size = MessageHeader.MessageBytes(body.Length);
        int contentMax = messageBytesMax - MessageHeader.PartOverheadMax;
        for (int at = 0; at < body.Length;)
        {
            bool first = at == 0;
            int prefix = first ? inner.Length : 0;
            int count = Math.Min(body.Length - at, contentMax - prefix);
            int length = MessageHeader.WritePart(header, size, first ? 0 : inner.Length + at, prefix + count);
            if (first)
            {
                inner.CopyTo(header[length..]);
                length += prefix;
            }
            Append(header[..length], body.Slice(at, count), lasting.IsEmpty ? default : lasting.Slice(at, count));
            at += count;
        }
    }

    void Append(ReadOnlySpan<byte> header, ReadOnlySpan<byte> body, ReadOnlyMemory<byte> lasting)
    {
        Recorder?.Append(header, body);
        Copy(header);
        if (lasting.Length < ReferredBytesMin)
        {
            Copy(body);
            return;
        }
        chunks.Enqueue(new() { Refers = lasting, End = lasting.Length });
        Bytes += lasting.Length;
        open = null;
    }

    void Copy(ReadOnlySpan<byte> bytes)
    {
        Bytes += bytes.Length;
        while (bytes.Length > 0)
        {
            if (open is not { Own: { } own } || open.End == own.Length)
            {
                own = spare.TryPop(out byte[]? kept) ? kept : new byte[ChunkBytes];
                chunks.Enqueue(open = new() { Own = own });
            }
            int count = Math.Min(bytes.Length, own.Length - open.End);
            bytes[..count].CopyTo(own.AsSpan(open.End));
            open.End += count;
            bytes = bytes[count..];
        }
    }

    /// <summary>Bytes [Start, End) of memory of its own, or of memory that lasts.</summary>
    sealed class Chunk
    {
        internal byte[]? Own { get; init; }

        internal ReadOnlyMemory<byte> Refers { get; init; }

        internal int Start { get; set; }

        internal int End { get; set; }

        internal ReadOnlyMemory<byte> Unsent => (Own is null ? Refers : Own)[Start..End];
    }
}
