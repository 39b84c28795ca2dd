using System.Buffers;
using Replicated.Frames;
using Replicated.Links;
using Replicated.Protocol;

namespace Replicated.Takeover;

/// <summary>Posts what a core wants sent.</summary>
internal static class DutyWriter
{
    internal static void PostAcknowledgement(ILink link, in Duty duty)
    {
        Span<byte> body = stackalloc byte[Acknowledgement.BytesMax];
        link.Post(MessageKind.Acknowledgement, body[..new Acknowledgement(duty.First, duty.Second, duty.Third).Write(body)]);
    }

    internal static void PostHeartbeat(ILink link, in Duty duty)
    {
        Span<byte> body = stackalloc byte[Heartbeat.BytesMax];
        link.Post(MessageKind.Heartbeat, body[..new Heartbeat(duty.First, duty.Second).Write(body)]);
    }

    internal static void Post(ILink link, object message)
    {
        var body = new ArrayBufferWriter<byte>();
        MessageKind kind = message switch
        {
            Hello hello => Write(body, hello, MessageKind.Hello),
            Welcome welcome => Write(body, welcome, MessageKind.Welcome),
            TraceRequest request => Write(body, request, MessageKind.TraceRequest),
            Unreachable answer => Write(body, answer, MessageKind.Unreachable),
            StatusReply status => Write(body, status, MessageKind.StatusReply),
            PromoteReply reply => Write(body, reply, MessageKind.PromoteReply),
            _ => throw new InvalidOperationException($"no message for {message}"),
        };
        link.Post(kind, body.WrittenSpan);
    }

    static MessageKind Write<T>(ArrayBufferWriter<byte> body, T message, MessageKind kind)
        where T : IMessage<T>
    {
        MessageContracts.Write(body, message);
        return kind;
    }
}
