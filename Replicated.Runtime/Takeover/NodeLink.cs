using Replicated.Frames;
using Replicated.Links;
using Replicated.Protocol;

namespace Replicated.Takeover;

/// <summary>One connection of a node: turns its messages into inputs.</summary>
internal sealed class NodeLink(Node node, LinkId id, ILink link) : ILinkReceiver
{
    internal LinkId Id { get; } = id;

    internal ILink Link { get; } = link;

    /// <summary>Ticks in which the other side has not said what it wants; not counted once it has.</summary>
    internal int TicksUnknown { get; set; }

    internal bool IsKnown { get; set; }

    public void OnMessage(ILink link, in Received message)
    {
        var body = message.Body.Span;
        switch (message.Kind)
        {
            case MessageKind.Frame:
                node.Step(StandbyInput.FrameArrived(Id, FrameHeader.Read(body), message.Body, message.MayKeep));
                break;
            case MessageKind.Acknowledgement:
                node.Step(ActiveInput.AcknowledgementArrived(Id, Acknowledgement.Read(body)));
                break;
            case MessageKind.Heartbeat:
                node.OnHeartbeat(Id, Heartbeat.Read(body));
                break;
            case MessageKind.Hello:
                IsKnown = true;
                node.OnHello(this, MessageContracts.Read<Hello>(body));
                break;
            case MessageKind.Welcome:
                IsKnown = true;
                node.Step(StandbyInput.WelcomeArrived(Id, MessageContracts.Read<Welcome>(body)));
                break;
            case MessageKind.Refusal:
                node.OnRefusal(this, MessageContracts.Read<Refusal>(body));
                break;
            case MessageKind.StatusRequest:
                node.OnStatusRequest(this, MessageContracts.Read<StatusRequest>(body));
                break;
            case MessageKind.PromoteRequest:
                IsKnown = true;
                node.OnPromoteRequest(this, MessageContracts.Read<PromoteRequest>(body));
                break;
            default:
                throw new DamagedMessageException($"a {message.Kind} that nobody asked for");
        }
    }

    public void OnDrained(ILink link) => node.Step(StandbyInput.LinkDrained(Id));

    public void OnFlushed(ILink link) => node.OnFlushed(this);

    public void OnClosed(ILink link, string why) => node.OnClosed(this, why);
}
