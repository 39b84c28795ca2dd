using System.Net.Sockets;
using Replicated.Frames;

namespace Replicated.Links;

/// <summary>
/// A link over a socket that never blocks a sender: whoever posts and finds nobody sending sends, in its own thread, as much as the
/// network takes; only when the network is full does the link's own thread wait for it. One thread receives.
/// </summary>
internal sealed class TcpLink : ILink
{
    /// <summary>How often a waiting thread looks whether the link is closed, in microseconds.</summary>
    const int PollMicroseconds = 500_000;

    /// <summary>How long a refused peer is given to read why.</summary>
    const int LingerMilliseconds = 1000;

    readonly Socket socket;
    readonly int messageBytesMax;
    readonly Lock gate = new();
    readonly Outbox outbox;

    /// <summary>Someone sends, or waits to send; guarded by <see cref="gate"/>.</summary>
    bool sending;

    /// <summary>Why the link is closed; null while it is open. Guarded by <see cref="gate"/>.</summary>
    string? closed;
    volatile bool isClosed;
    ILinkReceiver? receiver;

    /// <summary>Created when the network is full for the first time, by whoever set <see cref="sending"/>.</summary>
    Thread? drainer;
    readonly AutoResetEvent mayDrain = new(false);

    internal TcpLink(Socket socket, int messageBytesMax)
    {
        this.socket = socket;
        this.messageBytesMax = messageBytesMax;
        socket.NoDelay = true;
        socket.Blocking = false;
        Peer = socket.RemoteEndPoint?.ToString() ?? "an unknown address";
        outbox = new(messageBytesMax);
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

    public StreamRecorder? Recorder
    {
        get => outbox.Recorder;
        set
        {
            lock (gate)
                outbox.Recorder = value;
        }
    }

    public void Start(ILinkReceiver receiver)
    {
        this.receiver = receiver;
        new Thread(Receive) { IsBackground = true, Name = $"replicated: from {Peer}" }.Start();
    }

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
        lock (gate)
        {
            if (sending || outbox.Bytes == 0)
                return;
            sending = true;
        }
        Send(mayWait: false);
    }

    public void Close(Refusal? refusal, string why)
    {
        lock (gate)
        {
            if (closed is not null)
                return;
            if (refusal is not null)
            {
                var body = new System.Buffers.ArrayBufferWriter<byte>();
                MessageContracts.Write(body, refusal);
                outbox.Add(MessageKind.Refusal, body.WrittenSpan, default);
            }
            closed = why;
        }
        if (refusal is not null)
            Flush();
        isClosed = true;
        mayDrain.Set();
        ShutDown(refusal is null ? SocketShutdown.Both : SocketShutdown.Send);
        if (receiver is null)
            socket.Dispose();
    }

    public void Dispose() => Close(null, "ended here");

    /// <summary>Sends until nothing is left. Only for whoever set <see cref="sending"/>.</summary>
    void Send(bool mayWait)
    {
        bool told = false;
        while (true)
        {
            ReadOnlyMemory<byte> next;
            lock (gate)
            {
                next = outbox.Peek();
                if (next.IsEmpty && told)
                {
                    sending = false;
                    return;
                }
            }
            if (next.IsEmpty)
            {
                // Told while still sending: what the owner posts now is sent by this loop, not by a call within a call.
                told = true;
                receiver?.OnFlushed(this);
                continue;
            }
            told = false;
            int sent = TrySend(next.Span, out var error);
            if (error == SocketError.WouldBlock && !isClosed)
            {
                if (!mayWait)
                {
                    HandToDrainer();
                    return;
                }
                Poll(SelectMode.SelectWrite);
                continue;
            }
            // After an error `sending` stays set: nothing more goes out, and the receiving thread tells the owner.
            if (error != SocketError.Success)
            {
                Close(null, $"sending failed: {error}");
                return;
            }
            lock (gate)
                outbox.Advance(sent);
        }
    }

    /// <summary>The network is full: the link's own thread waits for it and goes on.</summary>
    void HandToDrainer()
    {
        if (drainer is null)
        {
            drainer = new Thread(Drain) { IsBackground = true, Name = $"replicated: to {Peer}" };
            drainer.Start();
        }
        mayDrain.Set();
    }

    void Drain()
    {
        while (true)
        {
            mayDrain.WaitOne();
            if (isClosed)
                return;
            Send(mayWait: true);
        }
    }

    void Receive()
    {
        var reader = new MessageReader(messageBytesMax);
        string why;
        try
        {
            why = ReceiveUntilClosed(reader);
        }
        catch (DamagedMessageException exception)
        {
            why = $"what {Peer} sent cannot be read: {exception.Message}";
            Close(new() { Reason = RefusalReason.Damaged, Text = why, Protocol = MessageContracts.ProtocolVersion }, why);
        }
        Close(null, why);
        receiver!.OnClosed(this, closed!);
        Linger();
        socket.Dispose();
    }

    string ReceiveUntilClosed(MessageReader reader)
    {
        while (!isClosed)
        {
            if (!Poll(SelectMode.SelectRead))
                continue;
            int count = TryReceive(reader.GetRoom(), out var error);
            if (error == SocketError.WouldBlock)
                continue;
            if (error != SocketError.Success)
                return $"receiving failed: {error}";
            if (count == 0)
                return reader.IsWithinMessage ? $"closed by {Peer} within a message at byte {reader.Offset}" : $"closed by {Peer}";
            reader.Advance(count);
            while (!isClosed && reader.TryRead(out var message))
                receiver!.OnMessage(this, message);
            receiver!.OnDrained(this);
        }
        return "ended here";
    }

    /// <summary>Unread bytes would make the kernel reset the connection before the peer has read the refusal.</summary>
    void Linger()
    {
        byte[] ignored = new byte[1 << 12];
        long end = Environment.TickCount64 + LingerMilliseconds;
        while (Environment.TickCount64 < end && (!Poll(SelectMode.SelectRead, PollMicroseconds / 10) || TryReceive(ignored, out var error) > 0 || error == SocketError.WouldBlock))
        {
        }
    }

    int TrySend(ReadOnlySpan<byte> bytes, out SocketError error)
    {
        try
        {
            return socket.Send(bytes, SocketFlags.None, out error);
        }
        catch (ObjectDisposedException)
        {
            error = SocketError.Shutdown;
            return 0;
        }
    }

    int TryReceive(Memory<byte> into, out SocketError error)
    {
        try
        {
            return socket.Receive(into.Span, SocketFlags.None, out error);
        }
        catch (ObjectDisposedException)
        {
            error = SocketError.Shutdown;
            return 0;
        }
    }

    /// <summary>Waits until the socket is ready; also true when it is closed, which the next call then tells.</summary>
    bool Poll(SelectMode mode, int microseconds = PollMicroseconds)
    {
        try
        {
            return socket.Poll(microseconds, mode);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return true;
        }
    }

    void ShutDown(SocketShutdown how)
    {
        try
        {
            socket.Shutdown(how);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The other side was first.
        }
    }
}
