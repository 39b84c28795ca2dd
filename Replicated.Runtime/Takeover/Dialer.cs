using System.Net.Sockets;
using Replicated.Links;
using Replicated.Protocol;

namespace Replicated.Takeover;

/// <summary>Looks for the active and connects to it, on a thread of its own.</summary>
internal sealed class Dialer(Node node, NodeSetup setup, LinkTable links) : IDisposable
{
    readonly ActiveFinder finder = new(setup.Lease, setup.Options.Peers, node.Address);
    readonly WorkThread thread = new("replicated: dial");

    internal void DialLater() => thread.Post(DialNext);

    public void Dispose() => thread.Dispose();

    void DialNext()
    {
        if (node.IsStopping)
            return;
        try
        {
            var to = finder.Next();
            if (to is not { } address)
            {
                node.Step(StandbyInput.DialFailed("no other node is known"));
                return;
            }
            var made = links.Add(Connect(address));
            made.IsKnown = true;
            node.Step(StandbyInput.LinkUp(made.Id));
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            node.Step(StandbyInput.DialFailed(exception.Message));
        }
    }

    ILink Connect(Address address)
        => setup.Dial is { } dial ? dial(address) : TcpDial.Connect(address, setup.Options.MessageBytesMax, setup.Options.HeartbeatTimeout);
}
