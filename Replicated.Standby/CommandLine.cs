using System.CommandLine;
using Replicated.Takeover;

namespace Replicated.Standby;

/// <summary>The commands, and what is the same for all of them.</summary>
internal static class CommandLine
{
    internal static async Task<int> RunAsync(string[] arguments)
    {
        // What follows '--' is the program's: it is never read as an option of ours.
        var split = Array.IndexOf(arguments, "--");
        var ours = split < 0 ? arguments : arguments[..split];
        var programs = split < 0 ? [] : arguments[(split + 1)..];

        var parsed = Create(programs).Parse(ours, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
            return Wrong(parsed);
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (StartupException failure)
        {
            ServiceLog.Line(failure.Message);
            return failure.ExitCode;
        }
        catch (ReplicationException wrong)
        {
            ServiceLog.Line(wrong.Message);
            return ExitCodes.Usage;
        }
    }

    static RootCommand Create(string[] programArguments)
    {
        var exitCodes = ExitCodes.Meanings.Select(code => $"  {code.Key}  {code.Value}");
        return new RootCommand($"""
            Runs a program so that it is followed by its standbys and taken over when it dies.

            Exit codes:
              0    done; of run: the program ended with 0
              1-99, 126-255  of run: the program ended with this code (128 + n: killed by signal n)
            {string.Join(Environment.NewLine, exitCodes)}
            """)
        {
            RunCommand.Create(programArguments),
            StatusCommand.Create(),
            PromoteCommand.Create(),
        };
    }

    static int Wrong(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var help = command is RootCommand ? "replicated-standby --help" : $"replicated-standby {command.Name} --help";
        ServiceLog.Line($"{string.Join(' ', parsed.Errors.Select(error => error.Message))} '{help}' shows what is accepted; what is meant for the program follows '--'.");
        return ExitCodes.Usage;
    }
}
