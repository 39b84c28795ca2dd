using System.Diagnostics;
using Replicated.Tests.Building;

namespace Replicated.Tests.Packages;

/// <summary>What a user types in a folder.</summary>
static class CommandLine
{
    /// <summary>Only a hang reaches it; a build may wait for others on a busy machine.</summary>
    static readonly TimeSpan deadline = TimeSpan.FromMinutes(5);

    internal static BuildOutcome Run(string folder, string command, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(command, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!Task.WaitAll([output, errors], deadline) || !process.WaitForExit(deadline))
        {
            process.Kill(entireProcessTree: true);
            throw new AssertionException($"'{command} {string.Join(' ', arguments)}' did not end");
        }
        return new BuildOutcome(process.ExitCode, [.. output.Result.Split('\n'), .. errors.Result.Split('\n')]);
    }
}
