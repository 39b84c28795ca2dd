using System.Net.Sockets;
using Replicated.Links;

namespace Replicated.Takeover;

/// <summary>Takes the connections that others make to a node, until it ends.</summary>
internal sealed class Acceptor(Node node, NodeSetup setup, Socket listener)
{
    internal void Start() => new Thread(Run) { IsBackground = true, Name = "replicated: accept" }.Start();

    void Run()
    {
        while (!node.HasEnded)
        {
            try
            {
                node.Accept(new TcpLink(listener.Accept(), setup.Options.MessageBytesMax));
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                if (node.HasEnded)
                    return;
                setup.Log($"{setup.Options.Node} could not accept a connection on {node.Address}: {exception.Message}");
                Thread.Sleep(NodeClock.TickMilliseconds);
            }
        }
    }
}
