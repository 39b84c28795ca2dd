using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Replicated.Frames;
using Replicated.Links;
using Replicated.Takeover;

namespace Replicated.Tests.Service;

/// <summary>A node that answers every question with one message.</summary>
internal sealed class AnsweringNode : IDisposable
{
    readonly Socket listener = ListenSocket.Open(new Address("127.0.0.1", 0));

    internal string At => $"127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}";

    internal static AnsweringNode Start<T>(MessageKind kind, Func<Received, T> answer)
        where T : IMessage<T>
    {
        var node = new AnsweringNode();
        _ = Task.Run(() => node.AnswerAsync(kind, answer));
        return node;
    }

    public void Dispose() => listener.Dispose();

    async Task AnswerAsync<T>(MessageKind kind, Func<Received, T> answer)
        where T : IMessage<T>
    {
        while (true)
        {
            using var socket = await listener.AcceptAsync();
            var reader = new MessageReader(1 << 16);
            Received question;
            while (!reader.TryRead(out question))
                reader.Advance(await socket.ReceiveAsync(reader.GetRoom()));
            var body = new ArrayBufferWriter<byte>();
            MessageContracts.Write(body, answer(question));
            var bytes = new byte[MessageHeader.BytesMax];
            var header = MessageHeader.Write(bytes, kind, body.WrittenCount);
            await socket.SendAsync(bytes.AsMemory(0, header));
            await socket.SendAsync(body.WrittenMemory);
        }
    }
}
