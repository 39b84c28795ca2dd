using System.Net;
using System.Net.Sockets;
using Replicated.Links;

namespace Replicated.Takeover;

/// <summary>Opens the socket that a node listens on.</summary>
internal static class ListenSocket
{
    /// <summary>Binds and listens; port 0 takes a free one, which the socket's local end point then tells.</summary>
    /// <exception cref="ReplicationException">The address cannot be had; the message says which and what to do.</exception>
    internal static Socket Open(Address address)
    {
        // Of a name with several addresses the first is taken, IPv4 before IPv6: a node has one address that the others know.
        var ip = Resolve(address).OrderBy(candidate => candidate.AddressFamily != AddressFamily.InterNetwork).First();
        var socket = new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(ip, address.Port));
            socket.Listen();
            return socket;
        }
        catch (SocketException failure)
        {
            socket.Dispose();
            throw new StartupException(ExitCodes.CannotListen, Explain(address, failure), failure);
        }
    }

    static IPAddress[] Resolve(Address address)
    {
        try
        {
            return address.Resolve();
        }
        catch (SocketException failure)
        {
            throw new StartupException(ExitCodes.CannotListen, $"The host name of {address} is not known on this machine ({failure.Message}). Mend the name, or give an IP address with --listen.", failure);
        }
    }

    static string Explain(Address address, SocketException failure) => failure.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse =>
            $"The address {address} is in use by another process. End that process, or choose another port with --listen (port 0 takes a free one).",
        SocketError.AddressNotAvailable =>
            $"The address {address} does not belong to this machine. Choose one of its own addresses with --listen.",
        SocketError.AccessDenied =>
            $"This user may not listen on {address}. Choose a port above 1023 with --listen.",
        _ => $"This node cannot listen on {address} ({failure.Message}). Choose another address with --listen.",
    };
}
