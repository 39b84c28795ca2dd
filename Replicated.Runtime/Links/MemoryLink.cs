using System.Buffers;
using Replicated.Frames;

namespace Replicated.Links;

/// <summary>
/// A link between two owners in one process. The bytes are those of a real one; they move when a test says so, so that nothing happens
/// by itself: <see cref="Deliver"/> is the network.
/// </summary>
internal sealed class MemoryLink : ILink
{
    readonly Lock gate = new();
    readonly Outbox outbox;
    readonly MessageReader reader;
    readonly Queue<byte[]> arrived = new();
    MemoryLink? other;
    ILinkReceiver? receiver;
    string? closed;
    bool tellClosed;
    bool isFlushing;

    MemoryLink(string peer, int messageBytesMax)
    {
        Peer = peer;
        outbox = new(messageBytesMax);
        reader = new(messageBytesMax);
    }

    public string Peer { get; }

    public long UnsentBytes
    {
        get
        {
            lock (gate)
                return outbox.Bytes;
        }
    }

    public StreamRecorder? Recorder { get => outbox.Recorder; set => outbox.Recorder = value; }

    internal bool IsClosed => closed is not null;

    /// <summary>Both ends of a new connection.</summary>
    internal static (MemoryLink Left, MemoryLink Right) Pair(string left = "left", string right = "right", int messageBytesMax = 16 << 20)
    {
        var first = new MemoryLink(right, messageBytesMax);
        var second = new MemoryLink(left, messageBytesMax);
        (first.other, second.other) = (second, first);
        return (first, second);
    }

    public void Start(ILinkReceiver receiver) => this.receiver = receiver;

    public void Post(MessageKind kind, ReadOnlySpan<byte> body)
    {
        lock (gate)
        {
            if (closed is null)
                outbox.Add(kind, body, default);
        }
    }

    public void PostLasting(MessageKind kind, ReadOnlyMemory<byte> body)
    {
        lock (gate)
        {
            if (closed is null)
                outbox.Add(kind, body.Span, body);
        }
    }

    public void Flush()
    {
        if (isFlushing)
            return;
        isFlushing = true;
        while (TakeUnsent() is { } bytes)
        {
            lock (other!.gate)
                other.arrived.Enqueue(bytes);
            if (UnsentBytes == 0)
                receiver?.OnFlushed(this);
        }
        isFlushing = false;
    }

    public void Close(Refusal? refusal, string why)
    {
        lock (gate)
        {
            if (closed is not null)
                return;
            if (refusal is not null)
            {
                var body = new ArrayBufferWriter<byte>();
                MessageContracts.Write(body, refusal);
                outbox.Add(MessageKind.Refusal, body.WrittenSpan, default);
            }
            (closed, tellClosed) = (why, true);
        }
        Flush();
    }

    public void Dispose() => Close(null, "ended here");

    /// <summary>Puts bytes on the wire as a hostile peer would.</summary>
    internal void Inject(ReadOnlySpan<byte> bytes)
    {
        lock (other!.gate)
            other.arrived.Enqueue(bytes.ToArray());
    }

    /// <summary>Gives what has arrived here to the owner; false if nothing was left to do.</summary>
    internal bool Deliver()
    {
        bool any = false;
        while (closed is null && TakeArrived() is { } bytes)
        {
            any = true;
            Receive(bytes);
        }
        if (closed is null && other!.closed is not null)
            Close(null, $"closed by {Peer}");
        if (!tellClosed)
            return any;
        tellClosed = false;
        receiver?.OnClosed(this, closed!);
        return true;
    }

    void Receive(ReadOnlySpan<byte> bytes)
    {
        try
        {
            while (bytes.Length > 0 && closed is null)
            {
                var room = reader.GetRoom();
                int count = Math.Min(room.Length, bytes.Length);
                bytes[..count].CopyTo(room.Span);
                reader.Advance(count);
                bytes = bytes[count..];
                while (closed is null && reader.TryRead(out var message))
                    receiver!.OnMessage(this, message);
                receiver!.OnDrained(this);
            }
        }
        catch (DamagedMessageException exception)
        {
            string why = $"what {Peer} sent cannot be read: {exception.Message}";
            Close(new() { Reason = RefusalReason.Damaged, Text = why, Protocol = MessageContracts.ProtocolVersion }, why);
        }
    }

    byte[]? TakeUnsent()
    {
        lock (gate)
        {
            var next = outbox.Peek();
            if (next.IsEmpty)
                return null;
            byte[] bytes = next.ToArray();
            outbox.Advance(bytes.Length);
            return bytes;
        }
    }

    byte[]? TakeArrived()
    {
        lock (gate)
            return arrived.TryDequeue(out byte[]? bytes) ? bytes : null;
    }
}
