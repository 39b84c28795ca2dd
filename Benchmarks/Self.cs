using System.Diagnostics;

namespace Benchmarks;

/// <summary>This program in another process.</summary>
static class Self
{
    internal static Process Start(ProcessStartInfo how, params string[] arguments)
    {
        how.FileName = Environment.ProcessPath!;
        bool isMuxer = Path.GetFileNameWithoutExtension(how.FileName) == "dotnet";
        if (isMuxer)
            how.ArgumentList.Add(typeof(Self).Assembly.Location);
        foreach (string argument in arguments)
            how.ArgumentList.Add(argument);
        return Process.Start(how)!;
    }
}
