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
                OnHeartbeat(Heartbeat.Read(body));
                break;
            case MessageKind.Hello:
                IsKnown = true;
                OnHello(MessageContracts.Read<Hello>(body));
                break;
            case MessageKind.Welcome:
                IsKnown = true;
                node.Step(StandbyInput.WelcomeArrived(Id, MessageContracts.Read<Welcome>(body)));
                break;
            case MessageKind.Refusal:
                OnRefusal(MessageContracts.Read<Refusal>(body));
                break;
            case MessageKind.TraceRequest:
                node.Step(StandbyInput.TraceRequestArrived(Id, MessageContracts.Read<TraceRequest>(body)));
                break;
            case MessageKind.Unreachable:
                node.Step(ActiveInput.UnreachableArrived(Id, MessageContracts.Read<Unreachable>(body)));
                break;
            case MessageKind.StatusRequest:
                OnStatusRequest(MessageContracts.Read<StatusRequest>(body));
                break;
            case MessageKind.PromoteRequest:
                IsKnown = true;
                OnPromoteRequest(MessageContracts.Read<PromoteRequest>(body));
                break;
            default:
                throw new DamagedMessageException($"a {message.Kind} that nobody asked for");
        }
    }

    public void OnDrained(ILink link) => node.Step(StandbyInput.LinkDrained(Id));

    public void OnFlushed(ILink link) => node.OnFlushed(this);

    public void OnClosed(ILink link, string why) => node.OnClosed(this, why);

    void OnHello(Hello hello)
    {
        if (node.IsActive)
            node.Step(ActiveInput.HelloArrived(Id, hello, node.Orders));
        else
            Link.Close(HelloCheck.Refuse(RefusalReason.NotActive, $"{node.Name} is a standby itself."), "this node is not active");
    }

    void OnHeartbeat(Heartbeat heartbeat)
    {
        if (node.IsActive)
            node.Step(ActiveInput.HeartbeatArrived(Id));
        else
            node.Step(StandbyInput.HeartbeatArrived(Id, heartbeat));
    }

    void OnRefusal(Refusal refusal)
    {
        if (!node.IsActive)
        {
            node.Step(StandbyInput.RefusalArrived(Id, refusal));
            return;
        }
        node.Step(ActiveInput.LinkLost(Id, $"it left ({refusal.Reason}): {refusal.Text}"));
        Link.Close(null, "the other side left");
    }

    void OnStatusRequest(StatusRequest request)
    {
        if (RefusesVersion(request.Protocol))
            return;
        DutyWriter.Post(Link, node.Status());
        Link.Flush();
    }

    void OnPromoteRequest(PromoteRequest request)
    {
        if (RefusesVersion(request.Protocol))
            return;
        if (!node.IsActive)
        {
            node.Step(StandbyInput.PromoteRequested(Id, request.Empty));
            return;
        }
        DutyWriter.Post(Link, new PromoteReply { Text = $"{node.Name} is active already, in epoch {node.Epoch}." });
        Link.Flush();
    }

    bool RefusesVersion(uint version)
    {
        if (HelloCheck.CheckProtocol(node.Name, Link.Peer, version) is not { } refusal)
            return false;
        Link.Close(refusal, refusal.Text);
        return true;
    }
}
