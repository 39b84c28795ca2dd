using System.Collections.Concurrent;
using System.Reflection;
using Replicated.Woven;

namespace Replicated.Takeover;

/// <summary>
/// Refuses an assembly that was compiled to be woven and is not: its marked members would look replicated and be lost. The build writes
/// on the assembly that it must be woven, and with which configuration; the weaver writes with which one it was.
/// </summary>
internal sealed class Fuse
{
    const string MustBeWoven = "Replicated.MustBeWoven";

    /// <summary>Loaded since replication began and not looked at yet.</summary>
    readonly ConcurrentQueue<Assembly> loaded = new();
    volatile string? objection;
    int watches;

    /// <summary>That of this process.</summary>
    internal static Fuse OfProcess { get; } = new();

    /// <summary>Looks at what is there already.</summary>
    /// <exception cref="StartupException">An assembly must be woven and is not, or not with the configuration that it was compiled with.</exception>
    internal static void Check(IEnumerable<Assembly> assemblies)
    {
        if (assemblies.Select(ObjectionTo).FirstOrDefault(found => found is not null) is { } found)
            throw new StartupException(ExitCodes.NotWoven, found);
    }

    /// <summary>Notes what the process loads from now on.</summary>
    internal void Watch()
    {
        if (Interlocked.Exchange(ref watches, 1) == 0)
            AppDomain.CurrentDomain.AssemblyLoad += (_, load) => Note(load.LoadedAssembly);
    }

    /// <summary>Keeps an assembly for the next commit to look at: a load must not load anything itself. Once all commits are refused, nobody looks.</summary>
    internal void Note(Assembly assembly)
    {
        if (objection is null)
            loaded.Enqueue(assembly);
    }

    /// <summary>Looks at what was loaded since the last commit, before this one captures anything.</summary>
    /// <exception cref="ReplicationException">As <see cref="Check"/>; at every commit from then on, for what the assembly changes is not seen.</exception>
    internal void CheckLoaded()
    {
        while (!loaded.IsEmpty && loaded.TryDequeue(out var assembly))
            objection ??= ObjectionTo(assembly);
        if (objection is { } found)
            throw new ReplicationException(found);
    }

    static string? ObjectionTo(Assembly assembly)
    {
        if (assembly.IsDynamic || ConfigurationOf(assembly) is not { } compiled)
            return null;
        string name = assembly.GetName().Name!;
        var woven = assembly.GetCustomAttribute<WovenAttribute>();
        if (woven is null)
            return $"{name} was compiled to be woven and is not woven, so the changes to its replicated members would be lost. Build it again with Replicated.Fody in its project, FodyWeavers.xml naming <Replicated />, and Fody not disabled.";
        return woven.Configuration == compiled
            ? null
            : $"{name} was compiled with another FodyWeavers.xml ({compiled}) than it was woven with ({woven.Configuration ?? "none"}), so it may replicate something else than its source says. Build it again from scratch.";
    }

    /// <summary>What the build wrote on an assembly that must be woven.</summary>
    static string? ConfigurationOf(Assembly assembly) =>
        assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(note => note.Key == MustBeWoven)?.Value;
}
