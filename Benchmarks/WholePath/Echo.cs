using System.Diagnostics;
using Benchmarks.Table;

namespace Benchmarks.WholePath;

/// <summary>The floor of every latency: the same bytes there and back between two processes, and nothing else.</summary>
sealed class Echo(int bytes) : IDisposable
{
    internal const string Role = "echo";

    readonly OtherProcess other = new(Role);
    readonly byte[] message = new byte[bytes];

    /// <summary>Adds the microseconds of each of <paramref name="count"/> round trips.</summary>
    internal void Measure(int count, Samples microseconds)
    {
        for (int i = 0; i < count; i++)
        {
            long start = Stopwatch.GetTimestamp();
            OtherProcess.Send(other.Connection, message);
            if (!OtherProcess.TryReceive(other.Connection, message))
                throw new EndOfStreamException("the echo ended");
            microseconds.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }
    }

    /// <summary>The other side.</summary>
    internal static void Serve()
    {
        using var connection = OtherProcess.Accept();
        byte[] buffer = new byte[64 << 10];
        while (connection.Receive(buffer) is > 0 and int count)
            OtherProcess.Send(connection, buffer.AsSpan(0, count));
    }

    public void Dispose() => other.Dispose();
}
