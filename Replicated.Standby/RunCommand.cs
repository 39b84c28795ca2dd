using System.CommandLine;
using Replicated.Takeover;

namespace Replicated.Standby;

/// <summary><c>replicated-standby run MyApp.dll --listen HOST:PORT [-- args]</c></summary>
internal static class RunCommand
{
    static readonly TimeSpan stopTimeoutDefault = TimeSpan.FromSeconds(30);

    internal static Command Create(string[] programArguments)
    {
        var program = new Argument<string>("program") { Description = "MyApp.dll, or the executable MyApp beside it. Its own arguments follow '--'." };
        // A mistyped option would else be taken for the program.
        program.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } mistyped)
                result.AddError($"There is no option '{mistyped.Value}'.");
        });
        var stopTimeout = new Option<string>("--stop-timeout")
        {
            Description = $"How long the program may take to end after a signal before it is killed; default {stopTimeoutDefault.TotalSeconds:0} s. Accepted: {OptionForms.Time}.",
            HelpName = "VALUE",
        };
        var options = new NodeOptions();
        var command = new Command("run", "Starts a program as a node of its cluster: it follows until it is its turn to be active, then Main runs with the state in place. Runs until the program ends, and ends with its exit code. If this service dies, the program ends at once.")
        {
            program,
        };
        options.AddTo(command);
        command.Options.Add(stopTimeout);
        command.SetAction(async (parsed, _) =>
        {
            var keys = options.Read(parsed, Environment.GetEnvironmentVariables());
            var read = OptionsReader.Read(keys);
            var application = Application.Find(parsed.GetRequiredValue(program));
            var supervisor = new Supervisor(application, ReadTime(parsed.GetValue(stopTimeout)));
            return await supervisor.RunAsync(read, keys, programArguments);
        });
        return command;
    }

    static TimeSpan ReadTime(string? text)
    {
        if (text is null)
            return stopTimeoutDefault;
        return OptionForms.TryTime(text, out var time) ? time : throw new ReplicationException($"The option --stop-timeout has the value '{text}'; accepted is {OptionForms.Time}.");
    }
}
