using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Replicated.Marks;
using Replicated.Values;

namespace Replicated.Woven;

/// <summary>A type with replicated statics.</summary>
/// <param name="Holder">Stands for the statics of the type.</param>
/// <param name="DeclaringType">The type whose initialiser makes their first values.</param>
internal sealed record StaticRoot(IReplicated Holder, Type DeclaringType);

/// <summary>The replicated types of this process, as woven modules announce them.</summary>
internal static class Registry
{
    static readonly Lock gate = new();
    static readonly List<Type> types = [];
    static readonly List<StaticRoot> statics = [];
    static readonly Dictionary<string, Lazy<object>> comparers = [];
    static readonly List<RuntimeMethodHandle> unnamed = [];

    /// <summary>The definitions of generic types with replicated statics, by that of their holders.</summary>
    static readonly Dictionary<Type, Type> genericStatics = [];

    /// <summary>What types were called in earlier builds; of generic types by their definitions.</summary>
    internal static ConcurrentDictionary<Type, string> FormerNames { get; } = [];

    /// <summary>What trimming must leave of a replicated type, so that objects of it can be made without running one.</summary>
    internal const DynamicallyAccessedMemberTypes Constructors = DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.NonPublicConstructors;

    /// <summary>What trimming must leave of a class with a contract, for protobuf-net.</summary>
    internal const DynamicallyAccessedMemberTypes Contract = Constructors
        | DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.NonPublicMethods
        | DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.NonPublicFields
        | DynamicallyAccessedMemberTypes.PublicNestedTypes | DynamicallyAccessedMemberTypes.NonPublicNestedTypes
        | DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.NonPublicProperties;

    /// <summary>Grows when a module is loaded.</summary>
    internal static int Version { get; private set; }

    internal static void Register(Type type)
    {
        lock (gate)
        {
            types.Add(type);
            Version++;
        }
    }

    internal static void RegisterStatics(IReplicated holder, RuntimeTypeHandle declaringType)
    {
        lock (gate)
        {
            if (statics.Exists(root => ReferenceEquals(root.Holder, holder)))
                return;
            var declaring = Type.GetTypeFromHandle(declaringType)!;
            Initialisers.Announce(declaring);
            statics.Add(new StaticRoot(holder, declaring));
            Version++;
        }
    }

    internal static void MarkStatics(Type declaringType)
    {
        lock (gate)
        {
            if (statics.Find(root => root.DeclaringType == declaringType) is { } known)
                MarkList.MarkAll(known.Holder);
        }
    }

    internal static void RegisterComparer<[DynamicallyAccessedMembers(Constructors)] T>()
        where T : class
    {
        if (!typeof(IReplicated).IsAssignableFrom(typeof(T)))
            Codecs.Name(new ComparerCodec<T>());
        lock (gate)
            comparers.TryAdd(TypeNames.Of(typeof(T)), new Lazy<object>(() => Activator.CreateInstance(typeof(T), nonPublic: true)!));
    }

    /// <summary>A comparer without state by the name of its class, or null if no woven module announced it.</summary>
    internal static object? ComparerOf(string name)
    {
        Lazy<object>? comparer;
        lock (gate)
            comparers.TryGetValue(name, out comparer);
        return comparer?.Value;
    }

    internal static void RegisterFormerName(Type type, string name)
    {
        FormerNames[type] = name;
        lock (gate)
            Version++;
    }

    internal static void RegisterHeld(RuntimeMethodHandle method)
    {
        lock (gate)
        {
            unnamed.Add(method);
            Version++;
        }
    }

    internal static void RegisterGenericStatics(RuntimeTypeHandle holder, RuntimeTypeHandle declaringType)
    {
        lock (gate)
        {
            genericStatics.Add(Type.GetTypeFromHandle(holder)!, Type.GetTypeFromHandle(declaringType)!);
            Version++;
        }
    }

    /// <summary>Makes the modules name what their code puts where the static type does not say what it is, and the methods of its delegates.</summary>
    internal static void NameHeld()
    {
        lock (gate)
        {
            foreach (var method in unnamed)
                MethodBase.GetMethodFromHandle(method)!.Invoke(null, null);
            unnamed.Clear();
        }
    }

    internal static IReadOnlyList<Type> Types
    {
        get
        {
            lock (gate)
                return [.. types];
        }
    }

    /// <summary>The assemblies of all types with replicated members.</summary>
    internal static IReadOnlyList<Assembly> WovenAssemblies => [.. Types.Concat(Statics.Select(root => root.DeclaringType)).Concat(GenericHolders).Select(type => type.Assembly).Distinct()];

    internal static IReadOnlyList<StaticRoot> Statics
    {
        get
        {
            lock (gate)
                return [.. statics];
        }
    }

    /// <summary>The definitions of the holders of generic types.</summary>
    internal static IReadOnlyList<Type> GenericHolders
    {
        get
        {
            lock (gate)
                return [.. genericStatics.Keys];
        }
    }

    /// <summary>
    /// The one instance that stands for the statics of a type. Those of a generic type that this process has not used yet get their first
    /// values here, as they have got them on the active.
    /// </summary>
    /// <exception cref="ReplicationException">The type's initialiser failed.</exception>
    [UnconditionalSuppressMessage("Trimming", "IL2059", Justification = "As for RunRootInitialisers.")]
    internal static IReplicated HolderOf(Type type)
    {
        if (Find(type) is { } known)
            return known;
        var declaring = DeclaringTypeOf(type)!;
        try
        {
            RuntimeHelpers.RunClassConstructor(declaring.TypeHandle);
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        }
        catch (TypeInitializationException failure)
        {
            var cause = failure.InnerException ?? failure;
            throw new ReplicationException($"the type initialiser of {TypeNames.Of(declaring)} failed: {cause.GetType().Name}: {cause.Message}", cause);
        }
        return Find(type)!;
    }

    static IReplicated? Find(Type holder) => Statics.FirstOrDefault(root => root.Holder.GetType() == holder)?.Holder;

    /// <summary>The type whose statics a holder of a generic type stands for; null if it is none.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "Type and holder have the same type parameters, and ask for no members of their arguments.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "The code of the holder names the type.")]
    static Type? DeclaringTypeOf(Type holder)
    {
        if (!holder.IsGenericType)
            return null;
        lock (gate)
            return genericStatics.TryGetValue(holder.GetGenericTypeDefinition(), out var declaring) ? declaring.MakeGenericType(holder.GetGenericArguments()) : null;
    }

    /// <summary>The shape of a type known only at run time.</summary>
    internal static Shape ShapeOf(Type type)
        => Codecs.Of(type) is IStructCodec codec ? codec.Shape : ((IReplicated)NewUninitialized(type)).GetShape();

    /// <summary>An object of a replicated type, without running a constructor.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "Woven code names each replicated type by Tracker.Register or Kinds.Class, which ask for its constructors.")]
    internal static object NewUninitialized(Type type) => RuntimeHelpers.GetUninitializedObject(type);

    /// <summary>
    /// Runs the initialisers of all types with replicated statics, so that they cannot run later and overwrite what was applied, and of
    /// those with objects that nodes know by name.
    /// </summary>
    /// <returns>The types whose initialiser failed, which .NET does not try again.</returns>
    [UnconditionalSuppressMessage("Trimming", "IL2059", Justification = "The holder reads the statics of the type, so its initialiser is kept.")]
    internal static IReadOnlyList<(Type Type, Exception Failure)> RunRootInitialisers()
    {
        var failures = new List<(Type, Exception)>();
        Initialisers.Await();
        foreach (var root in Statics)
        {
            try
            {
                RuntimeHelpers.RunClassConstructor(root.DeclaringType.TypeHandle);
            }
            catch (TypeInitializationException exception)
            {
                failures.Add((root.DeclaringType, exception.InnerException ?? exception));
            }
        }
        failures.AddRange(KnownObjects.Make());
        OwnObjects.Note(Statics.Where(root => !failures.Exists(failed => failed.Item1 == root.DeclaringType)));
        return [.. failures.DistinctBy(failed => failed.Item1)];
    }

    internal static Shape BuildShape(Type type)
    {
        var builder = new ShapeBuilder(type);
        object prototype = NewUninitialized(type);
        bool isStatics = false;
        if (prototype is IReplicated replicated)
        {
            replicated.Describe(builder);
            isStatics = Find(type) is not null || DeclaringTypeOf(type) is not null;
        }
        else
            ((IReplicatedValue)prototype).Describe(builder);
        return new Shape(TypeNames.Of(type), type, [.. builder.Members], [.. builder.Names], isStatics, builder.ComparedBits, [.. builder.Rebuilding]) { Evolution = builder.Evolution, Items = builder.ItemsOfBase };
    }
}
