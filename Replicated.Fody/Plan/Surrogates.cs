using Mono.Cecil;
using Replicated.Fody.Find;

namespace Replicated.Fody.Plan;

/// <summary>
/// The types that are not replicated and travel by value all the same: those that a struct of this or another woven assembly stands in for,
/// and those with a contract of protobuf-net. Their objects can change unseen, so what holds them is compared.
/// </summary>
internal sealed class Surrogates
{
    const string Interface = "Replicated.ISurrogate`2";
    const string ContractAttribute = "ProtoBuf.ProtoContractAttribute";

    readonly Dictionary<string, TypeDefinition> byForeign = [];

    /// <summary>What members that do not say what they hold could hold of them.</summary>
    readonly Lazy<IReadOnlyList<TypeReference>> all;

    /// <summary>Those of the module, each with what it stands in for.</summary>
    internal IReadOnlyList<(TypeReference Foreign, TypeDefinition Surrogate)> Own { get; }

    internal Surrogates(ModuleDefinition module, References references)
    {
        Own = [.. In(module)];
        var known = Own.ToList();
        foreach (var assembly in module.AssemblyReferences.Select(reference => references.Find(reference.Name)))
        {
            if (assembly == null || references.ContractOf(assembly) == null)
                continue;
            known.AddRange(In(assembly.MainModule));
        }
        foreach (var (type, surrogate) in known)
            byForeign[type.FullName] = surrogate;
        all = new(() => [.. known.Select(pair => pair.Foreign), .. module.GetTypes().Where(IsContract), .. module.GetTypeReferences().Where(type => References.Resolve(type) is { } definition && IsContract(definition))]);
    }

    /// <summary>Whether values of exactly this type travel by a surrogate.</summary>
    internal bool Has(TypeReference type) => byForeign.ContainsKey(type.FullName);

    /// <summary>What travels in place of values of exactly this type; null where they need nothing.</summary>
    internal TypeDefinition? Of(TypeReference type) => byForeign.TryGetValue(type.FullName, out var surrogate) ? surrogate : null;

    /// <summary>Whether values of the type are messages of protobuf-net. A struct of a woven module has its shape.</summary>
    internal static bool IsContract(TypeDefinition type) => CustomAttributes.Has(type, ContractAttribute) && !type.IsValueType && !type.HasGenericParameters;

    /// <summary>Whether a member of the type holds, in itself or in a value, an object that can change unseen.</summary>
    internal bool CanChangeIn(TypeReference type) => !IsPlain(type) && CanChangeIn(type, []);

    /// <summary>What most members are of.</summary>
    static bool IsPlain(TypeReference type) => type.IsPrimitive || type.MetadataType == MetadataType.String;

    bool CanChangeIn(TypeReference type, HashSet<string> visited)
    {
        type = MemberTypes.StripModifiers(type);
        if (type is ArrayType or GenericParameter || !visited.Add(type.FullName))
            return false;
        var definition = References.Resolve(type);
        if (Has(type))
            return definition is not { IsValueType: true };
        if (definition == null)
            return false;
        if (!definition.IsValueType)
            return IsContract(definition);
        return (type is GenericInstanceType generic && KnownTypes.GenericValues.Contains(generic.ElementType.FullName) && generic.GenericArguments.Any(argument => CanChangeIn(argument, visited)))
            || definition.Fields.Any(field => !field.IsStatic && CanChangeIn(field.FieldType, visited));
    }

    /// <summary>Whether a member that does not say what it holds can hold such an object.</summary>
    internal bool CanChangeBehind(TypeReference type)
    {
        if (IsPlain(type))
            return false;
        var open = new OpenTypes();
        open.Add(type);
        return open.Count > 0 && all.Value.Any(open.CanHold);
    }

    static IEnumerable<(TypeReference Foreign, TypeDefinition Surrogate)> In(ModuleDefinition module) =>
        from type in module.GetTypes()
        where type.IsValueType && !type.HasGenericParameters
        from implemented in type.Interfaces
        where implemented.InterfaceType is GenericInstanceType generic && generic.ElementType.FullName == Interface
        select (((GenericInstanceType)implemented.InterfaceType).GenericArguments[0], type);
}
