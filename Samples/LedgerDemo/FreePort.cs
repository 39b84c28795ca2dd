using System.Net;
using System.Net.Sockets;

namespace LedgerDemo;

/// <summary>
/// Ports below the range from which the system takes the ports of outgoing connections: the clients make thousands of these, and one of
/// them would sooner or later sit on a port between its choice and its use.
/// </summary>
static class FreePort
{
    const int First = 20_000;
    const int End = 30_000;

    static readonly HashSet<int> taken = [];

    internal static int Take()
    {
        while (true)
        {
            int port = Random.Shared.Next(First, End);
            if (taken.Add(port) && IsFree(port))
                return port;
        }
    }

    static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
