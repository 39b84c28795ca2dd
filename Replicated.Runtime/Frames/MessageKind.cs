namespace Replicated.Frames;

/// <summary>What a message on the wire holds: the field numbers of <c>Message</c> in the schema.</summary>
internal enum MessageKind
{
    Hello = 1,
    Welcome = 2,
    Refusal = 3,
    Frame = 4,
    Part = 5,
    Acknowledgement = 6,
    Heartbeat = 7,
    StatusRequest = 8,
    StatusReply = 9,
    PromoteRequest = 10,
    PromoteReply = 11,
    TraceRequest = 12,
    Unreachable = 13,
}
