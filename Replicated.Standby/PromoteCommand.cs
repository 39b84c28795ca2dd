using System.CommandLine;
using Replicated.Frames;
using Replicated.Links;
using Replicated.Takeover;

namespace Replicated.Standby;

/// <summary><c>replicated-standby promote [--empty] --at HOST:PORT</c></summary>
internal static class PromoteCommand
{
    internal static Command Create()
    {
        var addresses = new NodeAddresses();
        var empty = new Option<bool>("--empty") { Description = "Become active with empty state, although the state of the cluster is lost with its members. Only if no other copy is left." };
        var command = new Command("promote", "Makes a node active where nothing does so by itself: with the lease store 'none', or when no member of the in-sync set is left.") { empty };
        addresses.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var nodes = addresses.Read(parsed);
            if (nodes.Count != 1)
                throw new ReplicationException($"One node is promoted, and {nodes.Count} are named ({string.Join(", ", nodes)}): give --at once.");
            return await PromoteAsync(nodes[0], parsed.GetValue(empty), addresses.ReadTimeout(parsed), cancellationToken);
        });
        return command;
    }

    static async Task<int> PromoteAsync(Address node, bool empty, TimeSpan timeout, CancellationToken cancellationToken)
    {
        PromoteReply reply;
        try
        {
            reply = await Request.PromoteAsync(node, empty, timeout, cancellationToken);
        }
        catch (ReplicationException failure)
        {
            ServiceLog.Line($"{failure.Message} Whether {node} was promoted is unknown; 'replicated-standby status --at {node}' tells.");
            return ExitCodes.NoAnswer;
        }
        ServiceLog.Line(reply.Accepted ? $"{node} accepts: {reply.Text}" : $"{node} refuses: {reply.Text}");
        return reply.Accepted ? ExitCodes.Done : ExitCodes.Refused;
    }
}
