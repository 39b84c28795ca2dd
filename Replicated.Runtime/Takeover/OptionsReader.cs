using System.Collections;
using Replicated.Links;

namespace Replicated.Takeover;

/// <summary>
/// Reads <see cref="ReplicationOptions"/> from texts by key, as the configuration section <c>Replicated</c> has them; the only reader of
/// the environment.
/// </summary>
internal static class OptionsReader
{
    internal const string VariablePrefix = "Replicated__";

    /// <summary>The options that environment variables give, by key. Case does not matter, as in .NET's configuration.</summary>
    /// <param name="environment">As <see cref="Environment.GetEnvironmentVariables()"/> returns it.</param>
    internal static Dictionary<string, string> KeysOf(IDictionary environment)
    {
        var keys = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry variable in environment)
        {
            var name = (string)variable.Key;
            if (name.StartsWith(VariablePrefix, StringComparison.OrdinalIgnoreCase))
                keys[name[VariablePrefix.Length..].Replace("__", ":", StringComparison.Ordinal)] = (string?)variable.Value ?? "";
        }
        return keys;
    }

    /// <exception cref="ReplicationException">A key or value is wrong; the message names option, value and what is accepted.</exception>
    internal static ReplicationOptions ReadEnvironment() => Read(KeysOf(Environment.GetEnvironmentVariables()));

    /// <param name="keys">E.g. <c>Cluster</c>, <c>Peers:0</c>.</param>
    /// <exception cref="ReplicationException">A key or value is wrong; the message names option, value and what is accepted.</exception>
    internal static ReplicationOptions Read(IEnumerable<KeyValuePair<string, string>> keys)
    {
        var options = new ReplicationOptions();
        foreach (var (key, text) in keys.OrderBy(pair => Place(pair.Key)))
            Set(options, EntryOf(key), text);
        CheckTogether(options);
        return options;
    }

    /// <summary>Holds options that were set in code to what is accepted as text.</summary>
    /// <exception cref="ReplicationException">A value is wrong; the message names option, value and what is accepted.</exception>
    internal static void Check(ReplicationOptions options)
    {
        var scratch = new ReplicationOptions();
        foreach (var entry in OptionTable.Entries)
        {
            foreach (var text in entry.Get(options))
                Set(scratch, entry, text);
        }
        CheckTogether(options);
    }

    static void Set(ReplicationOptions options, OptionEntry entry, string text)
    {
        if (string.IsNullOrWhiteSpace(text) || !entry.Set(options, text))
            throw new ReplicationException($"The option {entry} has the value '{text}'; accepted is {entry.Form}.");
    }

    static OptionEntry EntryOf(string key)
    {
        var parts = key.Split(':');
        var entry = OptionTable.Find(parts[0]);
        if (entry is not null && parts.Length == (entry.IsList ? 2 : 1) && (!entry.IsList || OptionForms.TryNumber(parts[1], out _)))
            return entry;
        if (entry is { IsList: true })
            throw new ReplicationException($"The option {key} is a list: its keys are {entry.Key}:0, {entry.Key}:1 and so on ({entry.Variable}__0 in the environment).");
        throw new ReplicationException($"There is no option {key} ({VariablePrefix}{key.Replace(":", "__", StringComparison.Ordinal)}); the options are {string.Join(", ", OptionTable.Entries.Select(known => known.Key))}.");
    }

    /// <summary>Lists are read in the order of their numbers.</summary>
    static long Place(string key) => OptionForms.TryNumber(key[(key.LastIndexOf(':') + 1)..], out var number) ? number : 0;

    static void CheckTogether(ReplicationOptions options)
    {
        if (options.HeartbeatTimeout < 2 * options.HeartbeatInterval)
            throw new ReplicationException($"The option {OptionTable.Find("HeartbeatTimeout")} is {options.HeartbeatTimeout}, which is less than twice the heartbeat interval of {options.HeartbeatInterval}: a healthy connection would count as lost. Make it longer.");
        if (!options.Insecure)
        {
            CheckLoopback($"{OptionTable.Find("Listen")}", options.Listen);
            foreach (var peer in options.Peers)
                CheckLoopback($"{OptionTable.Find("Peers")}", peer);
        }
    }

    /// <exception cref="ReplicationException">The address can be reached from other machines.</exception>
    internal static void CheckLoopback(string option, string text)
    {
        if (!Address.Parse(text).IsLoopback)
            throw new ReplicationException($"The option {option} has the value '{text}', which is not a loopback address, and connections are not encrypted yet: give --insecure ({VariablePrefix}Insecure=true) to allow it in a network where nobody listens or forges.");
    }
}
