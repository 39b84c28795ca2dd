using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Replicated.Values;

namespace Replicated.Woven;

/// <summary>
/// The methods that woven code makes delegates of: a delegate on any other method is not replicated, so a frame cannot have one called
/// that the program does not call itself.
/// </summary>
internal static class DelegateMethods
{
    const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    static readonly Lock gate = new();
    static readonly Dictionary<Type, List<MethodBase>> registered = [];
    static readonly Dictionary<Module, string> codes = [];
    static readonly ConcurrentDictionary<MethodInfo, DelegateMethod?> found = new();
    static readonly ConcurrentDictionary<MethodInfo, DelegateMethod?> called = new();

    /// <summary>Adds a method; one of a generic type, or a generic one, as its definition.</summary>
    internal static void Add(RuntimeMethodHandle method, RuntimeTypeHandle declaringType)
    {
        var added = MethodBase.GetMethodFromHandle(method, declaringType)!;
        var type = Definition(added.DeclaringType!);
        lock (gate)
        {
            if (!registered.TryGetValue(type, out var methods))
                registered.Add(type, methods = []);
            methods.Add(added);
        }
        found.Clear();
        called.Clear();
    }

    /// <summary>Notes which code the methods of a module have that its compiler named.</summary>
    internal static void AddCode(RuntimeTypeHandle type, string code)
    {
        lock (gate)
            codes[Type.GetTypeFromHandle(type)!.Module] = code;
    }

    /// <summary>The codes of the modules that have such methods, by the name of their assembly.</summary>
    internal static IReadOnlyList<(string Assembly, string Code)> Codes
    {
        get
        {
            lock (gate)
                return [.. codes.Select(code => (code.Key.Assembly.GetName().Name!, code.Value))];
        }
    }

    /// <summary>The types that have registered methods; generic ones as their definition.</summary>
    internal static IReadOnlyList<Type> Types
    {
        get
        {
            lock (gate)
                return [.. registered.Keys];
        }
    }

    /// <summary>Type and name of each registered method that has a name in the source.</summary>
    internal static IReadOnlyList<string> Names
    {
        get
        {
            lock (gate)
                return [.. registered.SelectMany(type => type.Value.Where(method => !method.Name.Contains('<')).Select(method => $"{TypeNames.Of(type.Key)}{DelegateMethod.Separator}{method.Name}")).Distinct()];
        }
    }

    /// <summary>What a method is known as, or null if woven code makes no delegates of it.</summary>
    internal static DelegateMethod? Of(MethodInfo method) => found.GetOrAdd(method, static method => IsRegistered(method) ? Describe(method) : null);

    /// <summary>
    /// The registered method of an interface or a base class that a method implements or overrides: woven code makes a delegate of what it
    /// calls through that, and the platform says which method it has found. Called on the same target it finds it again.
    /// </summary>
    internal static DelegateMethod? CalledFor(MethodInfo method) => called.GetOrAdd(method, static method => method.IsStatic ? null : (OfInterface(method) ?? OfBase(method)) is { } found ? Describe(found) : null);

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "A class keeps the interfaces whose methods are called, and woven code names them.")]
    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "A class keeps the interfaces whose methods are called, and woven code names them.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "A class keeps the interfaces whose methods are called, and woven code names them.")]
    static MethodInfo? OfInterface(MethodInfo method)
    {
        if (method.DeclaringType is not { IsInterface: false } type)
            return null;
        foreach (var candidate in type.GetInterfaces().Where(candidate => HasRegistered(Definition(candidate))).OrderBy(TypeNames.Of, StringComparer.Ordinal))
        {
            var map = type.GetInterfaceMap(candidate);
            int at = Array.IndexOf(map.TargetMethods, method);
            if (at >= 0 && IsRegistered(map.InterfaceMethods[at]))
                return map.InterfaceMethods[at];
        }
        return null;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Woven code names the method, so it is kept.")]
    static MethodInfo? OfBase(MethodInfo method)
    {
        for (var type = method.DeclaringType?.BaseType; type != null; type = type.BaseType)
        {
            if (HasRegistered(Definition(type)) && Array.Find(type.GetMethods(Declared), candidate => candidate.GetBaseDefinition() == method.GetBaseDefinition() && IsRegistered(candidate)) is { } found)
                return found;
        }
        return null;
    }

    static bool HasRegistered(Type definition)
    {
        Registry.NameHeld();
        lock (gate)
            return registered.ContainsKey(definition);
    }

    /// <summary>The registered methods of a closed type with this name; generic ones as their definition.</summary>
    internal static IEnumerable<MethodInfo> On(Type type, string name)
    {
        List<MethodBase> candidates;
        lock (gate)
            candidates = registered.TryGetValue(Definition(type), out var methods) ? [.. methods] : [];
        return candidates.Where(candidate => candidate.Name == name).Select(candidate => OnClosed(candidate, type)).OfType<MethodInfo>();
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Woven code names the method, so it is kept.")]
    static MethodBase? OnClosed(MethodBase candidate, Type type) =>
        candidate.DeclaringType == type ? candidate
        : candidate.DeclaringType!.ContainsGenericParameters ? type.GetMethods(Declared).FirstOrDefault(candidate.HasSameMetadataDefinitionAs)
        : null;

    internal static DelegateMethod Describe(MethodInfo method)
    {
        string? code;
        lock (gate)
            code = codes.GetValueOrDefault(method.Module);
        return DelegateMethod.Of(method, code);
    }

    static bool IsRegistered(MethodInfo method)
    {
        if (method.DeclaringType is not { } type)
            return false;
        Registry.NameHeld();
        lock (gate)
        {
            return registered.TryGetValue(Definition(type), out var methods)
                && methods.Exists(candidate => candidate.HasSameMetadataDefinitionAs(method));
        }
    }

    static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;
}
