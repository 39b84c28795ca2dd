using System.CommandLine;
using Replicated.Links;
using Replicated.Takeover;

namespace Replicated.Standby;

/// <summary>The nodes that a command asks: given by <c>--at</c>, else those that the environment names.</summary>
internal sealed class NodeAddresses
{
    readonly Option<string[]> at = new("--at")
    {
        Description = $"Address of a node; may be given several times. Accepted: {OptionForms.PeerAddress}. Default: Replicated__Listen and Replicated__Peers of the environment.",
        HelpName = "HOST:PORT",
    };

    readonly Option<bool> insecure = new("--insecure") { Description = "Allows addresses other than loopback without encryption. Also Replicated__Insecure." };

    readonly Option<string> timeout = new("--timeout") { Description = $"How long to wait for an answer; default 2 s. Accepted: {OptionForms.Time}.", HelpName = "VALUE" };

    internal void AddTo(Command command)
    {
        command.Options.Add(at);
        command.Options.Add(timeout);
        command.Options.Add(insecure);
    }

    internal TimeSpan ReadTimeout(ParseResult parsed)
    {
        var text = parsed.GetValue(timeout) ?? "2s";
        return OptionForms.TryTime(text, out var time) && time > TimeSpan.Zero
            ? time
            : throw new ReplicationException($"The option --timeout has the value '{text}'; accepted is {OptionForms.Time}.");
    }

    /// <exception cref="ReplicationException">None is given, or one is no address.</exception>
    internal IReadOnlyList<Address> Read(ParseResult parsed)
    {
        var keys = OptionsReader.KeysOf(Environment.GetEnvironmentVariables());
        var given = parsed.GetValue(at) is { Length: > 0 } texts ? texts : FromEnvironment(keys);
        if (given.Length == 0)
            throw new ReplicationException("No node is named: give --at HOST:PORT, or set Replicated__Listen to the address of the node.");
        var allowed = parsed.GetValue(insecure) || (keys.TryGetValue("Insecure", out var text) && bool.TryParse(text, out var flag) && flag);
        return [.. given.Select(one => Read(one, allowed))];
    }

    static string[] FromEnvironment(Dictionary<string, string> keys)
    {
        if (!keys.ContainsKey("Listen") && !keys.Keys.Any(key => key.StartsWith("Peers:", StringComparison.OrdinalIgnoreCase)))
            return [];
        var options = OptionsReader.Read(keys);
        // Port 0 is chosen by the node when it starts: it is not known here.
        return [.. options.Peers.Prepend(options.Listen).Where(address => OptionForms.IsAddress(address, portMin: 1))];
    }

    static Address Read(string text, bool insecureAllowed)
    {
        if (!OptionForms.IsAddress(text, portMin: 1))
            throw new ReplicationException($"The option --at has the value '{text}'; accepted is {OptionForms.PeerAddress}.");
        if (!insecureAllowed)
            OptionsReader.CheckLoopback("--at", text);
        return Address.Parse(text);
    }
}
