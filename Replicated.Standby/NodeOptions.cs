using System.Collections;
using System.CommandLine;
using Replicated.Takeover;

namespace Replicated.Standby;

/// <summary>The options of a node on the command line, made from the one table of options.</summary>
internal sealed class NodeOptions
{
    readonly List<(OptionEntry Entry, Option Option)> options = [.. OptionTable.Entries.Select(entry => (entry, Create(entry)))];

    internal void AddTo(Command command)
    {
        foreach (var (_, option) in options)
            command.Options.Add(option);
    }

    /// <summary>The options as texts by key. What the command line gives replaces what the environment gives.</summary>
    internal Dictionary<string, string> Read(ParseResult parsed, IDictionary environment)
    {
        var keys = OptionsReader.KeysOf(environment);
        foreach (var (entry, option) in options)
        {
            if (parsed.GetResult(option) is not { Implicit: false } given)
                continue;
            foreach (var replaced in keys.Keys.Where(key => key.Split(':')[0].Equals(entry.Key, StringComparison.OrdinalIgnoreCase)).ToArray())
                keys.Remove(replaced);
            if (entry.IsFlag)
                keys[entry.Key] = given.GetValueOrDefault<bool>() ? "true" : "false";
            else if (entry.IsList)
                AddAll(keys, entry.Key, given.GetValueOrDefault<string[]>() ?? []);
            else
                keys[entry.Key] = given.GetValueOrDefault<string>() ?? "";
        }
        return keys;
    }

    static void AddAll(Dictionary<string, string> keys, string key, string[] texts)
    {
        for (var number = 0; number < texts.Length; number++)
            keys[$"{key}:{number}"] = texts[number];
    }

    static Option Create(OptionEntry entry)
    {
        // The node's default holds the id of the process, which is not started yet.
        var byDefault = entry.Key == nameof(ReplicationOptions.Node) ? "" : string.Join(' ', entry.Get(new ReplicationOptions()));
        var description = $"{entry.Help}{(byDefault.Length > 0 ? $" Default: {byDefault}." : "")} Accepted: {entry.Form}. Also {entry.Variable}{(entry.IsList ? "__0, __1, ..." : "")}.";
        if (entry.IsFlag)
            return new Option<bool>(entry.Switch) { Description = description };
        if (entry.IsList)
            return new Option<string[]>(entry.Switch) { Description = description, HelpName = "VALUE" };
        return new Option<string>(entry.Switch) { Description = description, HelpName = "VALUE" };
    }
}
