using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Replicated.Tests.House;

/// <summary>Runs scripts in the engine of PowerShell, which is a library; its standard modules are not with it.</summary>
static class PowerShellEngine
{
    /// <returns>What the script and the programs it called wrote, and its exit code.</returns>
    internal static (string Output, int ExitCode) Run(string script, params string[] arguments)
    {
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        shell.AddCommand(script);
        foreach (string argument in arguments)
            shell.AddArgument(argument);
        string output = string.Join('\n', shell.Invoke().Select(line => line?.ToString()));
        string errors = string.Concat(shell.Streams.Error.Select(error => $"\n{error}{error.InvocationInfo?.PositionMessage}"));
        object exitCode = runspace.SessionStateProxy.GetVariable("LASTEXITCODE");
        return (output + errors, exitCode is int code ? code : 0);
    }
}
