using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Replicated.Links;

/// <summary>Where a node listens: <c>HOST:PORT</c> or <c>[IPV6]:PORT</c>.</summary>
internal readonly record struct Address(string Host, int Port)
{
    /// <summary>Reads an address.</summary>
    /// <exception cref="FormatException">It is none; the message says what is missing.</exception>
    internal static Address Parse(string text)
    {
        int colon = text.LastIndexOf(':');
        if (colon <= 0)
            throw new FormatException($"'{text}' is not an address: HOST:PORT or [IPV6]:PORT is expected.");
        string host = text[..colon];
        if (host.StartsWith('[') && host.EndsWith(']'))
        {
            host = host[1..^1];
            if (!IPAddress.TryParse(host, out var ip) || ip.AddressFamily != AddressFamily.InterNetworkV6)
                throw new FormatException($"'{text}' is not an address: '{host}' in brackets is no IPv6 address.");
        }
        else if (host.Contains(':', StringComparison.Ordinal))
            throw new FormatException($"'{text}' is not an address: write an IPv6 host in brackets, [{host}]:{text[(colon + 1)..]}.");
        if (host.Length == 0)
            throw new FormatException($"'{text}' is not an address: the host is missing.");
        if (!int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port) || port > IPEndPoint.MaxPort)
            throw new FormatException($"'{text}' is not an address: the port must be a number from 0 to {IPEndPoint.MaxPort}.");
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
            throw new FormatException($"'{text}' is not an address: '{host}' is neither a host name nor an IP address.");
        return new(host, port);
    }

    /// <summary>Whether only this machine can be reached through it. A name that is no loopback name may change what it stands for, so it is none.</summary>
    internal bool IsLoopback
        => IPAddress.TryParse(Host, out var parsed)
            ? IPAddress.IsLoopback(parsed)
            : Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    /// <summary>The IP addresses that the host stands for.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The host is not known.</exception>
    internal IPAddress[] Resolve() => IPAddress.TryParse(Host, out var parsed) ? [parsed] : Dns.GetHostAddresses(Host);

    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");
}
