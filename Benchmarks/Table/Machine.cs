using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Benchmarks.Table;

/// <summary>Where and on what the figures were measured.</summary>
static class Machine
{
    internal static IEnumerable<string> Describe()
    {
        yield return $"- date: {DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}";
        yield return $"- commit: {Commit()}";
        yield return $"- processor: {Processor()}, {Environment.ProcessorCount} cores";
        yield return $"- memory: {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20} MiB";
        yield return $"- system: {RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}";
        yield return $"- runtime: {RuntimeInformation.FrameworkDescription}";
    }

    static string Processor()
    {
        const string file = "/proc/cpuinfo";
        string? line = File.Exists(file) ? File.ReadLines(file).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?.Split(':', 2)[1].Trim() ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown";
    }

    static string Commit()
    {
        string hash = Git("rev-parse --short=12 HEAD");
        return hash == "" ? "unknown" : Git("status --porcelain") == "" ? hash : $"{hash} with changes that are not committed";
    }

    static string Git(string arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            string output = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return git.ExitCode == 0 ? output : "";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // No git here: a source archive is measured.
            return "";
        }
    }
}
