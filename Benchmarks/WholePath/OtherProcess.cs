using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Benchmarks.WholePath;

/// <summary>A second process of this program with one connection to it. It ends when the connection does.</summary>
sealed class OtherProcess : IDisposable
{
    readonly Process process;

    internal OtherProcess(string role)
    {
        process = Self.Start(new ProcessStartInfo { RedirectStandardOutput = true }, role);
        string? port = process.StandardOutput.ReadLine();
        Connection = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Connection.Connect(IPAddress.Loopback, int.Parse(port ?? throw new InvalidOperationException($"the process for '{role}' did not start"), CultureInfo.InvariantCulture));
    }

    internal Socket Connection { get; }

    /// <summary>The second process's side: prints its port and takes the one connection.</summary>
    internal static Socket Accept()
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        Console.WriteLine(((IPEndPoint)listener.LocalEndPoint!).Port);
        var connection = listener.Accept();
        connection.NoDelay = true;
        return connection;
    }

    /// <summary>Fills the buffer. False: the connection ended.</summary>
    internal static bool TryReceive(Socket connection, Span<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int count = connection.Receive(buffer);
            if (count == 0)
                return false;
            buffer = buffer[count..];
        }
        return true;
    }

    internal static void Send(Socket connection, ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
            buffer = buffer[connection.Send(buffer)..];
    }

    public void Dispose()
    {
        // The other side reads the end, ends itself and so closes its side: whoever reads here sees an end too, not an error.
        Connection.Shutdown(SocketShutdown.Send);
        if (!process.WaitForExit(TimeSpan.FromSeconds(5)))
            process.Kill();
        Connection.Dispose();
        process.Dispose();
    }
}
