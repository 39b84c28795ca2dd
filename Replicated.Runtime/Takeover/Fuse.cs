using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Metadata;
using Replicated.Woven;

namespace Replicated.Takeover;

/// <summary>
/// Refuses an assembly that was compiled to be woven and is not: its marked members would look replicated and be lost. The build writes
/// on the assembly that it must be woven, and with which configuration; the weaver writes with which one it was. One in which nothing has to
/// do with replication is left by the weaver as it was compiled, so that only such a one may say nothing. Where the build had nothing of ours,
/// neither does what it made say that it must be woven: there the attributes do.
/// </summary>
internal sealed class Fuse
{
    const string MustBeWoven = "Replicated.MustBeWoven";
    const string IfMarked = "Replicated.MustBeWovenIfMarked";

    /// <summary>Loaded since replication began and not looked at yet.</summary>
    readonly ConcurrentQueue<Assembly> loaded = new();
    volatile string? objection;
    int watches;

    /// <summary>That of this process.</summary>
    internal static Fuse OfProcess { get; } = new();

    /// <summary>Looks at what is there already.</summary>
    /// <exception cref="StartupException">An assembly must be woven and is not, or not with the configuration that it was compiled with.</exception>
    internal static void Check(IReadOnlyCollection<Assembly> assemblies)
    {
        if (ObjectionTo(assemblies, assemblies) is { } found)
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
        if (!loaded.IsEmpty)
            LookAtLoaded();
        if (objection is { } found)
            throw new ReplicationException(found);
    }

    void LookAtLoaded()
    {
        List<Assembly> late = [];
        while (loaded.TryDequeue(out var assembly))
            late.Add(assembly);
        var all = AppDomain.CurrentDomain.GetAssemblies();
        var woven = NamesOfWoven(late);
        // There was nothing to object to in one that was loaded, and looked at, before the woven one that it refers to.
        objection ??= ObjectionTo(late, [.. all, .. late]) ?? (woven.Count == 0 ? null : ObjectionTo(all.Where(assembly => RefersTo(assembly, woven)), late));
    }

    /// <param name="assemblies">Those to look at.</param>
    /// <param name="all">Those that they may refer to.</param>
    static string? ObjectionTo(IEnumerable<Assembly> assemblies, IReadOnlyCollection<Assembly> all)
    {
        var woven = new Lazy<HashSet<string>>(() => NamesOfWoven(all));
        return assemblies.Select(assembly => ObjectionTo(assembly, woven)).FirstOrDefault(found => found is not null);
    }

    static string? ObjectionTo(Assembly assembly, Lazy<HashSet<string>> wovenNames)
    {
        if (assembly.IsDynamic)
            return null;
        string name = assembly.GetName().Name!;
        var woven = assembly.GetCustomAttribute<WovenAttribute>();
        if (NoteOn(assembly) is not { Value: { } compiled } note)
            return woven is null && IsMarked(assembly) ? $"{name} has marks of [Replicated] and its build does not weave, so the changes to what they stand at would be lost. Add Replicated.Fody to its project, without ExcludeAssets, or remove the marks." : null;
        if (woven is null && note.Key == IfMarked && !MayHoldMarks(assembly) && !RefersTo(assembly, wovenNames.Value))
            return null;
        if (woven is null)
            return $"{name} was compiled to be woven and is not woven, so the changes to its replicated members would be lost. Build it again with Replicated.Fody in its project, FodyWeavers.xml naming <Replicated />, and Fody not disabled.";
        return woven.Configuration == compiled
            ? null
            : $"{name} was compiled with another FodyWeavers.xml ({compiled}) than it was woven with ({woven.Configuration ?? "none"}), so it may replicate something else than its source says. Build it again from scratch.";
    }

    /// <summary>What the build wrote on an assembly that must be woven.</summary>
    static AssemblyMetadataAttribute? NoteOn(Assembly assembly) =>
        assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(note => note.Key is MustBeWoven or IfMarked);

    static bool IsWoven(Assembly assembly) => !assembly.IsDynamic && assembly.IsDefined(typeof(WovenAttribute));

    static HashSet<string> NamesOfWoven(IEnumerable<Assembly> assemblies) => [.. assemblies.Where(IsWoven).Select(assembly => assembly.GetName().Name!)];

    static bool MayHoldMarks(Assembly assembly) => IsSo(assembly, PossibleMarks.AreIn);

    static bool IsMarked(Assembly assembly) => IsSo(assembly, PossibleMarks.AreAttributesIn);

    static bool RefersTo(Assembly assembly, HashSet<string> names) => IsSo(assembly, metadata =>
        metadata.AssemblyReferences.Any(handle => names.Contains(metadata.GetString(metadata.GetAssemblyReference(handle).Name))));

    /// <summary>A native program has no metadata to look at: its assemblies were looked at when it was published.</summary>
    static unsafe bool IsSo(Assembly assembly, Func<MetadataReader, bool> isSo)
    {
        if (assembly.IsDynamic || !assembly.TryGetRawMetadata(out byte* bytes, out int length))
            return false;
        bool found = isSo(new MetadataReader(bytes, length));
        GC.KeepAlive(assembly);
        return found;
    }
}
