using System.Collections;

namespace Replicated.Takeover;

/// <summary>
/// What the service tells the process it runs, as environment variables; and the way back, so that programs which that process starts
/// neither follow nor believe to be under the service.
/// </summary>
/// <param name="Application">The path of the assembly whose <c>Main</c> is meant. Others that see the variables leave them alone.</param>
/// <param name="Watch">The pipe whose end says that the service died.</param>
internal sealed record ServiceEnvironment(string Application, string Watch)
{
    internal const string HooksVariable = "DOTNET_STARTUP_HOOKS";
    internal const string ApplicationVariable = "REPLICATED_SERVICE_APP";
    internal const string WatchVariable = "REPLICATED_SERVICE_WATCH";

    /// <summary>Followed by the name of a variable that the service replaced: its earlier value, empty if there was none.</summary>
    internal const string EarlierPrefix = "REPLICATED_SERVICE_EARLIER_";

    /// <summary>Null: this process was not started by the service.</summary>
    internal static ServiceEnvironment? Find(IDictionary environment) =>
        environment[ApplicationVariable] is string { Length: > 0 } application && environment[WatchVariable] is string { Length: > 0 } watch
            ? new ServiceEnvironment(application, watch)
            : null;

    /// <summary>What the service sets for the process it starts. Hooks that are there already run first.</summary>
    /// <param name="environment">The service's own.</param>
    /// <param name="hook">The path of the application's Replicated.Runtime.dll.</param>
    /// <param name="options">By key, see <see cref="OptionsReader"/>; they are the whole truth, given on the command line or not.</param>
    internal Dictionary<string, string?> Enter(IDictionary environment, string hook, IReadOnlyDictionary<string, string> options)
    {
        var changes = new Dictionary<string, string?>();
        var others = environment[HooksVariable] as string;
        changes[HooksVariable] = string.IsNullOrEmpty(others) ? hook : others + Path.PathSeparator + hook;
        changes[ApplicationVariable] = Application;
        changes[WatchVariable] = Watch;
        foreach (DictionaryEntry variable in environment)
        {
            if (((string)variable.Key).StartsWith(OptionsReader.VariablePrefix, StringComparison.OrdinalIgnoreCase))
                Replace((string)variable.Key, null);
        }
        foreach (var (key, text) in options)
            Replace(OptionsReader.VariablePrefix + key.Replace(":", "__", StringComparison.Ordinal), text);
        return changes;

        void Replace(string name, string? value)
        {
            changes[name] = value;
            changes[EarlierPrefix + name] = environment[name] as string ?? "";
        }
    }

    /// <summary>What the hook changes so that child processes see the environment that the service was started in; null: removed.</summary>
    /// <param name="environment">As it is in the process that the service started, other hooks may have changed it.</param>
    /// <param name="hook">The path of the hook that is running.</param>
    internal static Dictionary<string, string?> Leave(IDictionary environment, string hook)
    {
        var changes = new Dictionary<string, string?> { [ApplicationVariable] = null, [WatchVariable] = null };
        var others = (environment[HooksVariable] as string ?? "").Split(Path.PathSeparator).Where(other => other.Length > 0 && other != hook && Posix.RealPath(other) != Posix.RealPath(hook)).ToArray();
        changes[HooksVariable] = others.Length == 0 ? null : string.Join(Path.PathSeparator, others);
        foreach (DictionaryEntry variable in environment)
        {
            var name = (string)variable.Key;
            if (!name.StartsWith(EarlierPrefix, StringComparison.Ordinal))
                continue;
            changes[name] = null;
            changes[name[EarlierPrefix.Length..]] = variable.Value as string is { Length: > 0 } earlier ? earlier : null;
        }
        return changes;
    }
}
