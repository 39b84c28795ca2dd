using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Replicated.Frames;

namespace Replicated.Links;

/// <summary>One question to a node and its answer, on a connection of its own: what the command line does.</summary>
internal static class Request
{
    const int ReplyBytesMax = 16 << 20;

    /// <summary>Asks the node at <paramref name="address"/> for its status.</summary>
    /// <exception cref="ReplicationException">It cannot be reached in time, or refuses; the message says so.</exception>
    internal static Task<StatusReply> StatusAsync(Address address, TimeSpan timeout, CancellationToken cancellationToken = default)
        => AskAsync<StatusRequest, StatusReply>(
            address, MessageKind.StatusRequest, new() { Protocol = MessageContracts.ProtocolVersion }, MessageKind.StatusReply, timeout, cancellationToken);

    /// <summary>Asks the node at <paramref name="address"/> to become active.</summary>
    /// <exception cref="ReplicationException">It cannot be reached in time, or refuses the connection; the message says so.</exception>
    internal static Task<PromoteReply> PromoteAsync(Address address, bool empty, TimeSpan timeout, CancellationToken cancellationToken = default)
        => AskAsync<PromoteRequest, PromoteReply>(
            address,
            MessageKind.PromoteRequest,
            new() { Protocol = MessageContracts.ProtocolVersion, Empty = empty },
            MessageKind.PromoteReply,
            timeout,
            cancellationToken);

    static async Task<TReply> AskAsync<TRequest, TReply>(
        Address address, MessageKind kind, TRequest request, MessageKind replyKind, TimeSpan timeout, CancellationToken cancellationToken)
        where TRequest : IMessage<TRequest>
        where TReply : IMessage<TReply>
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(timeout);
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await ConnectAsync(socket, address, deadline.Token).ConfigureAwait(false);
            await socket.SendAsync(Encode(kind, request), SocketFlags.None, deadline.Token).ConfigureAwait(false);
            var reader = new MessageReader(ReplyBytesMax);
            while (true)
            {
                while (reader.TryRead(out var message))
                {
                    if (message.Kind == replyKind)
                        return MessageContracts.Read<TReply>(message.Body.Span);
                    if (message.Kind == MessageKind.Refusal)
                        throw new ReplicationException($"{address} refuses: {MessageContracts.Read<Refusal>(message.Body.Span).Text}");
                }
                int count = await socket.ReceiveAsync(reader.GetRoom(), SocketFlags.None, deadline.Token).ConfigureAwait(false);
                if (count == 0)
                    throw new ReplicationException($"{address} closed the connection without an answer: it may be starting or stopping; ask again.");
                reader.Advance(count);
            }
        }
        catch (SocketException exception)
        {
            throw new ReplicationException($"No node answers at {address}: {exception.Message}.", exception);
        }
        catch (DamagedMessageException exception)
        {
            throw new ReplicationException($"What answers at {address} is not a node of this version: {exception.Message}.", exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ReplicationException($"{address} did not answer within {timeout.TotalSeconds:0.###} s.", exception);
        }
    }

    static async Task ConnectAsync(Socket socket, Address address, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(address.Host, out var parsed))
            await socket.ConnectAsync(parsed, address.Port, cancellationToken).ConfigureAwait(false);
        else
            await socket.ConnectAsync(address.Host, address.Port, cancellationToken).ConfigureAwait(false);
    }

    static ReadOnlyMemory<byte> Encode<T>(MessageKind kind, T message)
        where T : IMessage<T>
    {
        var body = new ArrayBufferWriter<byte>();
        MessageContracts.Write(body, message);
        byte[] bytes = new byte[MessageHeader.BytesMax + body.WrittenCount];
        int header = MessageHeader.Write(bytes, kind, body.WrittenCount);
        body.WrittenSpan.CopyTo(bytes.AsSpan(header));
        return bytes.AsMemory(0, header + body.WrittenCount);
    }
}
