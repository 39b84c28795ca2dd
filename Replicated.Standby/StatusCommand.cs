using System.CommandLine;
using Replicated.Links;
using Replicated.Takeover;

namespace Replicated.Standby;

/// <summary><c>replicated-standby status [--json] --at HOST:PORT ...</c></summary>
internal static class StatusCommand
{
    internal static Command Create()
    {
        var addresses = new NodeAddresses();
        var json = new Option<bool>("--json") { Description = "Prints one JSON array, with an object for each node." };
        var command = new Command("status", "Shows role, epoch, sequence, lag and readiness of nodes. Ends with 0 only if each one answers and is ready.") { json };
        addresses.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var timeout = addresses.ReadTimeout(parsed);
            var answers = await Task.WhenAll(addresses.Read(parsed).Select(address => AskAsync(address, timeout, cancellationToken)));
            Console.Out.WriteLine(parsed.GetValue(json) ? StatusText.Json(answers) : StatusText.Lines(answers));
            return answers.Any(answer => answer.Status is null) ? ExitCodes.NoAnswer
                : answers.Any(answer => !answer.Status!.Ready) ? ExitCodes.NotReady
                : ExitCodes.Done;
        });
        return command;
    }

    static async Task<NodeAnswer> AskAsync(Address address, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            return new NodeAnswer(address, await Request.StatusAsync(address, timeout, cancellationToken), null);
        }
        catch (ReplicationException failure)
        {
            return new NodeAnswer(address, null, failure.Message);
        }
    }
}
