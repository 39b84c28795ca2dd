using Mono.Cecil;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Find;

/// <summary>What is known of the assemblies that the module refers to.</summary>
internal sealed class References(ModuleDefinition module)
{
    const string WovenAttribute = "Replicated.Woven.WovenAttribute";

    const string MetadataAttribute = "System.Reflection.AssemblyMetadataAttribute";
    const string MustBeWovenKey = "Replicated.MustBeWoven";
    const string IfMarkedKey = "Replicated.MustBeWovenIfMarked";

    readonly Dictionary<AssemblyDefinition, int?> contracts = [];
    bool? reachReplicated;

    /// <summary>
    /// Whether code of the module can touch anything that is replicated elsewhere: it refers to a woven assembly, or names roots. If not, and
    /// where nothing is replicated here, no method need be looked at, and each is written as it was read.
    /// </summary>
    internal bool ReachReplicated => reachReplicated ??=
        AnyWoven()
        || module.GetTypeReferences().Any(type => type.FullName == "Replicated.Replication");

    /// <summary>The definition of a type, or null where its assembly is not among the references.</summary>
    internal static TypeDefinition? Resolve(TypeReference type)
    {
        try
        {
            return type.Resolve();
        }
        catch (AssemblyResolutionException)
        {
            return null;
        }
    }

    /// <summary>Whether the runtime refuses the module if it does not say that it is woven: by what our targets wrote on it, and what it holds. Fuse.cs decides as this does.</summary>
    internal bool MustSayWoven => HasNote(module.Assembly, MustBeWovenKey) || (HasNote(module.Assembly, IfMarkedKey) && (ReachReplicated || PossibleMarks.AreIn(module)));

    /// <summary>Whether this weaver has seen the assembly, and left it alone if there was nothing to do.</summary>
    internal bool IsSeen(AssemblyDefinition assembly) => ContractOf(assembly) != null || HasNote(assembly, IfMarkedKey);

    static bool HasNote(AssemblyDefinition assembly, string key) => assembly.CustomAttributes.Any(candidate =>
        candidate.AttributeType.FullName == MetadataAttribute && candidate.ConstructorArguments[0].Value is string found && found == key);

    /// <summary>The definition of a method, or null where its assembly is not among the references.</summary>
    internal static MethodDefinition? Resolve(MethodReference method)
    {
        try
        {
            return method.Resolve();
        }
        catch (AssemblyResolutionException)
        {
            return null;
        }
    }

    internal AssemblyDefinition? Find(string name)
    {
        try
        {
            return module.AssemblyResolver.Resolve(
                module.AssemblyReferences.FirstOrDefault(reference => reference.Name == name) ?? new AssemblyNameReference(name, null));
        }
        catch (AssemblyResolutionException)
        {
            return null;
        }
    }

    /// <summary>The contract that an assembly is woven for, or null where it is not woven.</summary>
    internal int? ContractOf(AssemblyDefinition assembly)
    {
        if (!contracts.TryGetValue(assembly, out int? contract))
        {
            var attribute = WovenAttributeOf(assembly);
            contracts.Add(assembly, contract = attribute == null ? null : (int)attribute.ConstructorArguments[0].Value);
        }
        return contract;
    }

    /// <summary>Whether the module refers to a woven assembly, whose members its code may know by name.</summary>
    internal bool AnyWoven() => WovenModules.Any();

    /// <summary>Those of the woven assemblies that the module refers to.</summary>
    internal IEnumerable<ModuleDefinition> WovenModules =>
        module.AssemblyReferences.Select(reference => Find(reference.Name)).OfType<AssemblyDefinition>().Where(assembly => ContractOf(assembly) != null).Select(assembly => assembly.MainModule);

    internal static bool IsWoven(AssemblyDefinition assembly) => WovenAttributeOf(assembly) != null;

    static CustomAttribute? WovenAttributeOf(AssemblyDefinition assembly) => CustomAttributes.Find(assembly, WovenAttribute);

    /// <summary>What an assembly says that it was woven with, or null where it does not.</summary>
    internal static string? ConfigurationOf(AssemblyDefinition assembly) => WovenAttributeOf(assembly)?.Properties.FirstOrDefault(property => property.Name == "Configuration").Argument.Value as string;

    /// <summary>Whether the type is a replicated class of another woven assembly.</summary>
    internal bool IsForeignReplicated(TypeDefinition type) =>
        type.Module != module && ContractOf(type.Module.Assembly) != null && WovenNames.MemberCountOf(type) != null;

    /// <summary>Whether a replicated member of another woven assembly is compared at each capture.</summary>
    internal static bool IsForeignCompared(FieldReference field) =>
        Resolve(field.DeclaringType)?.Fields.Any(candidate => candidate.Name == WovenNames.Compared(field.Name)) == true;

    /// <summary>Whether the module itself declares the field.</summary>
    internal bool IsOwn(FieldReference field) => field.DeclaringType.GetElementType().Scope == module;

    /// <summary>Whether the field is a replicated member, static or not, of a type in another woven assembly.</summary>
    internal bool IsForeignMember(FieldReference field)
    {
        if (IsOwn(field))
            return false;
        var owner = Resolve(field.DeclaringType);
        return owner != null
            && owner.Module != module
            && ContractOf(owner.Module.Assembly) != null
            && owner.Fields.Any(candidate => candidate.Name == field.Name && IsMemberOfWoven(candidate));
    }

    /// <summary>Whether another woven assembly that the module refers to has a member of a name.</summary>
    internal bool HasForeignMember(string name) =>
        WovenModules.Any(woven => woven.GetTypes().SelectMany(type => type.Fields).Any(field => field.Name == name && IsMemberOfWoven(field)));

    /// <summary>Whether the field of a woven type is a replicated member.</summary>
    internal static bool IsMemberOfWoven(FieldDefinition field) =>
        field.DeclaringType.Methods.Any(method => method.Name == WovenNames.Store(field.Name) || method.Name == WovenNames.Mark(field.Name));
}
