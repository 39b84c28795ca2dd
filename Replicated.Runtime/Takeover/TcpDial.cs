using System.Net.Sockets;
using Replicated.Links;

namespace Replicated.Takeover;

/// <summary>Connects to a node.</summary>
internal static class TcpDial
{
    /// <exception cref="SocketException">Nobody answers there in time.</exception>
    internal static TcpLink Connect(Address address, int messageBytesMax, TimeSpan timeout)
    {
        SocketException? last = null;
        foreach (var ip in address.Resolve())
        {
            var socket = new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                using var deadline = new CancellationTokenSource(timeout);
                socket.ConnectAsync(new System.Net.IPEndPoint(ip, address.Port), deadline.Token).AsTask().GetAwaiter().GetResult();
                return new(socket, messageBytesMax);
            }
            catch (SocketException exception)
            {
                last = exception;
                socket.Dispose();
            }
            catch (OperationCanceledException)
            {
                last = new((int)SocketError.TimedOut);
                socket.Dispose();
            }
        }
        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }
}
