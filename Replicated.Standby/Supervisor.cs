using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;
using Replicated.Takeover;

namespace Replicated.Standby;

/// <summary>Starts the program's process, hands signals on to it, and ends when it ends.</summary>
internal sealed class Supervisor(Application application, TimeSpan stopTimeout)
{
    /// <returns>The program's exit code.</returns>
    /// <exception cref="StartupException">The process could not be started.</exception>
    internal async Task<int> RunAsync(ReplicationOptions options, IReadOnlyDictionary<string, string> keys, string[] arguments)
    {
        // Nothing is ever written: its end, when this process is gone, is the message.
        using var watch = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
        using var signals = new SignalForwarding(stopTimeout);
        using var process = Start(watch.GetClientHandleAsString(), keys, arguments);
        watch.DisposeLocalCopyOfClientHandle();
        ServiceLog.Line($"started {application.Assembly} as process {process.Id} (cluster {options.Cluster}, lease {options.Lease}, listening on {options.Listen}); it follows until it is its turn to be active.");
        signals.Begin(process);

        await process.WaitForExitAsync();
        ServiceLog.Line($"{application.Name}, process {process.Id}, {DescribeEnd(process.ExitCode)}. What it held of the lease is free. The service ends with code {process.ExitCode}.");
        return process.ExitCode;
    }

    Process Start(string watch, IReadOnlyDictionary<string, string> keys, string[] arguments)
    {
        var start = new ProcessStartInfo { FileName = application.Executable ?? DotnetHost.Find(), UseShellExecute = false };
        if (application.Executable is null)
            start.ArgumentList.Add(application.Assembly);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var service = new ServiceEnvironment(application.Assembly, watch);
        foreach (var (name, value) in service.Enter(Environment.GetEnvironmentVariables(), application.Hook, keys))
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception failure)
        {
            throw new StartupException(ExitCodes.CannotStart, $"{start.FileName} cannot be started: {failure.Message}. See to its rights and to the .NET installation (DOTNET_ROOT).", failure);
        }
    }

    static string DescribeEnd(int exitCode)
    {
        if (ExitCodes.Meanings.TryGetValue(exitCode, out var meaning))
            return $"ended with code {exitCode}: {meaning}; its own line above says more";
        return exitCode is > 128 and <= 128 + 64 ? $"was ended by signal {exitCode - 128} (code {exitCode})" : $"ended with code {exitCode}";
    }
}
