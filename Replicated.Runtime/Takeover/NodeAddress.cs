using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Replicated.Takeover;

/// <summary>Where a node listens, or is found: a host name or an IP address, and a port.</summary>
/// <param name="Host">Without brackets.</param>
internal readonly record struct NodeAddress(string Host, int Port)
{
    internal const string Form = "HOST:PORT or [IPV6]:PORT, with a port from 0 to 65535";

    internal static bool TryParse(string text, [NotNullWhen(true)] out NodeAddress? address)
    {
        address = null;
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            return false;
        var host = text[..colon];
        if (host.StartsWith('[') && host.EndsWith(']'))
        {
            host = host[1..^1];
            if (!IPAddress.TryParse(host, out var ip) || ip.AddressFamily != AddressFamily.InterNetworkV6)
                return false;
        }
        // Without brackets nobody can tell where an IPv6 address ends and the port begins.
        else if (Uri.CheckHostName(host) is not (UriHostNameType.Dns or UriHostNameType.IPv4))
            return false;
        address = new NodeAddress(host, port);
        return true;
    }

    /// <exception cref="ReplicationException">The text is no address.</exception>
    internal static NodeAddress Parse(string text) =>
        TryParse(text, out var address) ? address.Value : throw new ReplicationException($"'{text}' is no address; accepted is {Form}.");

    /// <summary>Whether only this machine can be reached through it.</summary>
    internal bool IsLoopback =>
        IPAddress.TryParse(Host, out var ip)
            ? IPAddress.IsLoopback(ip)
            : Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="ReplicationException">The host name is not known.</exception>
    internal IPAddress[] Resolve()
    {
        try
        {
            var found = IPAddress.TryParse(Host, out var ip) ? [ip] : Dns.GetHostAddresses(Host);
            return found.Length > 0 ? found : throw new SocketException((int)SocketError.HostNotFound);
        }
        catch (SocketException failure)
        {
            throw new ReplicationException($"The host name '{Host}' of address {this} is not known on this machine ({failure.Message}). Mend the name, or give the IP address.", failure);
        }
    }

    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
