using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Replicated.Woven;

/// <summary>
/// Says of a member that all code which can change the collections in it reports what it changes. Where the code of other assemblies could get
/// at the member, that holds while no assembly is loaded that refers to the member's.
/// </summary>
internal sealed class Watch
{
    static readonly ConcurrentDictionary<Assembly, Watch> open = [];
    static readonly ConcurrentQueue<Assembly> loaded = new();
    static readonly ConcurrentDictionary<string, bool> referredTo = [];
    static int version;
    static bool refersToAny;

    /// <summary>The name of the member's assembly; null where no other can get at it.</summary>
    readonly string? assembly;

    static Watch()
    {
        AppDomain.CurrentDomain.AssemblyLoad += static (_, load) => Note(load.LoadedAssembly);
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
            Note(assembly);
    }

    Watch(string? assembly) => this.assembly = assembly;

    /// <summary>No other assembly can get at the member.</summary>
    internal static Watch Closed { get; } = new(null);

    /// <summary>Of a collection that is within another one: what is said of that one is said of it, too, and not known yet.</summary>
    internal static Watch OfHolder { get; } = new(null);

    /// <summary>Grows whenever an assembly is loaded.</summary>
    internal static int Version => Volatile.Read(ref version);

    /// <summary>Assemblies that refer to that of a type could get at the member.</summary>
    internal static Watch Open(RuntimeTypeHandle type) => open.GetOrAdd(Type.GetTypeFromHandle(type)!.Assembly, static assembly => new Watch(assembly.GetName().Name));

    /// <summary>Once it does not hold it never does again.</summary>
    internal bool Holds
    {
        get
        {
            if (assembly is null)
                return true;
            while (loaded.TryDequeue(out var other))
                NoteReferences(other);
            return !refersToAny && !referredTo.ContainsKey(assembly);
        }
    }

    /// <summary>What an assembly refers to is looked up when it matters: a program loads many before it replicates.</summary>
    static void Note(Assembly assembly)
    {
        loaded.Enqueue(assembly);
        Interlocked.Increment(ref version);
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A reference that trimming takes away is one that no code needs.")]
    static void NoteReferences(Assembly other)
    {
        // What is made at run time says later what it refers to.
        refersToAny |= other.IsDynamic;
        try
        {
            foreach (var reference in other.GetReferencedAssemblies())
                referredTo[reference.Name!] = true;
        }
        // A native program does not know what its assemblies refer to.
        catch (PlatformNotSupportedException)
        {
            refersToAny = true;
        }
    }
}
