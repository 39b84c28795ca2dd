using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Metadata;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Replicated.Frames;
using Replicated.Woven;
using ParsedName = System.Reflection.Metadata.TypeName;

namespace Replicated.Values;

/// <summary>
/// Types that are values themselves, by names in the form of .NET with assemblies, but without their versions: <c>Bank.Page`1[[Bank.Order,
/// Bank]], Bank</c>. Those of the core library go without. No code of a type runs when it is found.
/// </summary>
internal static class NamedTypes
{
    const string SameProgram = "A type that the active holds is one that the program names; what is not in this one is not found.";

    const string LeaveOut = "or mark the member [NotReplicated(\"how it is rebuilt\")]";

    static readonly ConditionalWeakTable<Type, string> names = [];

    static readonly ConcurrentDictionary<string, Type> found = [];

    /// <summary>No name has more parts.</summary>
    static readonly TypeNameParseOptions options = new() { MaxNodes = 1000 };

    /// <exception cref="ReplicationException">Another node could not find the type by a name.</exception>
    internal static string NameOf(Type type) => names.GetValue(type, Name);

    static string Name(Type type)
    {
        if (type.GetType() != typeof(Type).GetType())
            throw new ReplicationException($"a {TypeNames.Of(type.GetType())} cannot be replicated, because it stands for a type that this program need not have: keep what it is made from, {LeaveOut}");
        string name = WhyUnnamed(type) is { } reason ? throw Refusal(type, reason) : Qualified(type);
        return Find(name) == type ? name : throw Refusal(type, $"it is not what is found by its name, '{name}'");
    }

    static ReplicationException Refusal(Type type, string reason)
        => new($"the type {TypeNames.Of(type)} of the assembly {type.Assembly.GetName().Name} cannot be replicated, because {reason}: keep what it is found by, {LeaveOut}");

    static string? WhyUnnamed(Type type) =>
        type.HasElementType ? WhyUnnamed(type.GetElementType()!)
        : type.IsGenericParameter || type.IsFunctionPointer || (type.ContainsGenericParameters && !type.IsGenericTypeDefinition) ? "it has no name of its own"
        : type.Assembly.IsDynamic ? "it is made while the program runs"
        : type.Assembly.IsCollectible ? "its assembly can be unloaded, and need not be there on another node"
        : type.IsConstructedGenericType ? type.GetGenericArguments().Select(WhyUnnamed).FirstOrDefault(reason => reason is not null)
        : null;

    static string Qualified(Type type)
    {
        var declaring = type;
        while (declaring.HasElementType)
            declaring = declaring.GetElementType()!;
        return declaring.Assembly == typeof(object).Assembly ? Unqualified(type) : $"{Unqualified(type)}, {declaring.Assembly.GetName().Name}";
    }

    static string Unqualified(Type type) => type switch
    {
        { IsSZArray: true } => Unqualified(type.GetElementType()!) + "[]",
        { IsArray: true } => $"{Unqualified(type.GetElementType()!)}[{(type.GetArrayRank() == 1 ? "*" : new string(',', type.GetArrayRank() - 1))}]",
        { IsPointer: true } => Unqualified(type.GetElementType()!) + "*",
        { IsByRef: true } => Unqualified(type.GetElementType()!) + "&",
        { IsConstructedGenericType: true } => $"{type.GetGenericTypeDefinition().FullName}[{string.Join(',', type.GetGenericArguments().Select(argument => $"[{Qualified(argument)}]"))}]",
        _ => type.FullName!,
    };

    /// <summary>The type of this program that has the name; null: it has none.</summary>
    internal static Type? Find(string name)
    {
        if (found.TryGetValue(name, out var known))
            return known;
        try
        {
            return ParsedName.TryParse(name, out var parsed, options) && Find(parsed) is { } type ? found.GetOrAdd(name, type) : null;
        }
        catch (Exception failure) when (failure is ArgumentException or NotSupportedException or TypeLoadException)
        {
            // The arguments do not satisfy the constraints of the type, or a native program has no such instance.
            return null;
        }
    }

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = SameProgram)]
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = SameProgram)]
    static Type? Find(ParsedName name)
    {
        if (name.IsConstructedGenericType)
        {
            var arguments = name.GetGenericArguments().Select(Find).ToArray();
            return Find(name.GetGenericTypeDefinition()) is { IsGenericTypeDefinition: true } definition && !arguments.Contains(null) ? definition.MakeGenericType(arguments!) : null;
        }
        if (name.IsSimple)
            return FindSimple(name.AssemblyName?.Name, name.FullName);
        return Find(name.GetElementType()) is not { } element ? null
            : name.IsByRef ? element.MakeByRefType()
            : name.IsPointer ? element.MakePointerType()
            : name.IsSZArray ? element.MakeArrayType()
            : element.MakeArrayType(name.GetArrayRank());
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = SameProgram)]
    static Type? FindSimple(string? assembly, string name)
    {
        if (assembly is null)
            return typeof(object).Assembly.GetType(name);
        var assemblies = AssembliesCalled(assembly).ToList();
        return InAny(name) ?? InAny(NameHere(name));

        Type? InAny(string candidate) => assemblies.Select(declaring => declaring.GetType(candidate)).FirstOrDefault(type => type is not null);
    }

    /// <summary>What this build calls a type that an earlier one called otherwise.</summary>
    static string NameHere(string name)
    {
        var renames = new Renames();
        foreach (var (type, former) in Registry.FormerNames)
            renames.Add(former, type.FullName!);
        return renames.Translate(name);
    }

    /// <summary>As woven assemblies would find it, each beside what it was loaded with.</summary>
    static IEnumerable<Assembly> AssembliesCalled(string name) => Registry.WovenAssemblies
        .Select(AssemblyLoadContext.GetLoadContext)
        .OfType<AssemblyLoadContext>()
        .Distinct()
        .Select(context => context.Assemblies.FirstOrDefault(assembly => assembly.GetName().Name == name) ?? Load(context, name))
        .OfType<Assembly>();

    static Assembly? Load(AssemblyLoadContext context, string name)
    {
        try
        {
            return context.LoadFromAssemblyName(new AssemblyName(name));
        }
        catch (Exception failure) when (failure is IOException or BadImageFormatException)
        {
            return null;
        }
    }
}
