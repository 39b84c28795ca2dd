using System.Diagnostics;

namespace Benchmarks;

/// <summary>This program in another process.</summary>
static class Self
{
    internal static Process Start(bool readOutput, params string[] arguments)
    {
        string host = Environment.ProcessPath!;
        bool isMuxer = Path.GetFileNameWithoutExtension(host) == "dotnet";
        return Process.Start(new ProcessStartInfo(host, isMuxer ? [typeof(Self).Assembly.Location, .. arguments] : arguments)
        {
            RedirectStandardOutput = readOutput,
        })!;
    }
}
