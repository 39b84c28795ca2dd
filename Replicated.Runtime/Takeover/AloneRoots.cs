using System.Collections.Concurrent;

namespace Replicated.Takeover;

/// <summary>The named roots of a process that runs alone.</summary>
internal static class AloneRoots
{
    static readonly ConcurrentDictionary<string, Lazy<object>> roots = new();

    internal static T GetOrCreate<T>(string name, Func<T> create)
        where T : class
    {
        object found = roots.GetOrAdd(name, _ => new Lazy<object>(create)).Value;
        return found as T ?? throw new ReplicationException($"The root '{name}' is a {found.GetType()} and not a {typeof(T)}.");
    }
}
