using Replicated.Frames;

namespace Replicated.Links;

/// <summary>A connection to one other node. All members are thread-safe.</summary>
internal interface ILink : IDisposable
{
    /// <summary>The other end, for log lines.</summary>
    string Peer { get; }

    /// <summary>Bytes posted and not yet handed to the network.</summary>
    long UnsentBytes { get; }

    /// <summary>Gets a copy of each whole message that is posted from now on.</summary>
    StreamRecorder? Recorder { get; set; }

    /// <summary>Begins to receive; <paramref name="receiver"/> is called by one thread at a time, until it was told that the link is closed.</summary>
    void Start(ILinkReceiver receiver);

    /// <summary>Queues a message; the bytes are copied.</summary>
    void Post(MessageKind kind, ReadOnlySpan<byte> body);

    /// <summary>Queues a message whose bytes never change: they are not copied where they are many.</summary>
    void PostLasting(MessageKind kind, ReadOnlyMemory<byte> body);

    /// <summary>Hands what is queued to the network in the caller's thread, without ever waiting for it; returns at once if another thread is at it.</summary>
    void Flush();

    /// <summary>Ends the connection, after telling the other side why if a reason is given.</summary>
    void Close(Refusal? refusal, string why);
}

/// <summary>What a link tells its owner.</summary>
internal interface ILinkReceiver
{
    /// <summary>A message arrived.</summary>
    /// <exception cref="DamagedMessageException">It cannot be read; the link is then closed.</exception>
    void OnMessage(ILink link, in Received message);

    /// <summary>All that has arrived so far was given.</summary>
    void OnDrained(ILink link);

    /// <summary>Everything that was posted is with the network.</summary>
    void OnFlushed(ILink link);

    /// <summary>The last call.</summary>
    void OnClosed(ILink link, string why);
}
