using System.Reflection;
using System.Reflection.Metadata;
using Replicated.Audit.Decode;

namespace Replicated.Audit;

/// <summary>Assemblies that are looked at together, and those that they refer to.</summary>
/// <param name="find">Opens an assembly by its simple name; null if it cannot be found. What it opens is disposed of with the set.</param>
public sealed class AssemblySet(Func<string, AuditedAssembly?> find) : IDisposable
{
    readonly Dictionary<string, AuditedAssembly?> known = [];
    readonly Dictionary<FieldKey, bool> members = [];

    public void Dispose()
    {
        foreach (var assembly in known.Values)
            assembly?.Dispose();
    }

    public void Add(AuditedAssembly assembly) => known[assembly.Name] = assembly;

    /// <summary>Whether a field is replicated: the weaver gave it a helper.</summary>
    public bool IsMember(FieldKey field)
    {
        if (!members.TryGetValue(field, out bool isMember))
            members.Add(field, isMember = HasHelper(field));
        return isMember;
    }

    /// <summary>Where a type is defined, behind whatever points to another assembly; null if it cannot be found.</summary>
    public (AuditedAssembly Assembly, TypeDefinition Type)? Resolve(TypeKey key)
    {
        var visited = new HashSet<string>();
        for (string? name = key.Assembly; name != null && visited.Add(name);)
        {
            if (Find(name) is not { } assembly)
                return null;
            if (assembly.FindType(key.Name) is { } type)
                return (assembly, type);
            name = assembly.ForwardOf(key.Name);
        }
        return null;
    }

    /// <summary>The definition of a method with the same name and parameters.</summary>
    internal (AuditedAssembly Assembly, MethodDefinition Method)? Resolve(TypeKey owner, string name, MethodSignature<SignatureType> signature)
    {
        if (Resolve(owner) is not var (assembly, type))
            return null;
        foreach (var handle in type.GetMethods())
        {
            var method = assembly.Metadata.GetMethodDefinition(handle);
            if (assembly.Metadata.StringComparer.Equals(method.Name, name) && Same(assembly.SignatureOf(handle), signature))
                return (assembly, method);
        }
        return null;
    }

    internal bool IsRefStruct(SignatureType type) =>
        type.Key is { } key && Resolve(key) is var (assembly, definition)
        && assembly.HasAttribute(definition.GetCustomAttributes(), "System.Runtime.CompilerServices.IsByRefLikeAttribute");

    /// <summary>Whether a member is compared at each capture: the weaver recorded it beside the field.</summary>
    public bool IsCompared(FieldKey field) => AttributesOf(field with { Name = WovenNames.Compared + field.Name }) != null;

    internal FieldAttributes? AttributesOf(FieldKey field)
    {
        if (Resolve(field.Owner) is not var (assembly, type))
            return null;
        foreach (var handle in type.GetFields())
        {
            var definition = assembly.Metadata.GetFieldDefinition(handle);
            if (assembly.Metadata.StringComparer.Equals(definition.Name, field.Name))
                return definition.Attributes;
        }
        return null;
    }

    /// <summary>An assembly by its simple name; null if it cannot be found.</summary>
    public AuditedAssembly? Find(string name)
    {
        if (!known.TryGetValue(name, out var assembly))
            known.Add(name, assembly = find(name));
        return assembly;
    }

    bool HasHelper(FieldKey field) =>
        Resolve(field.Owner) is var (assembly, type)
        && type.GetMethods().Select(handle => assembly.Metadata.GetString(assembly.Metadata.GetMethodDefinition(handle).Name))
            .Any(name => name == WovenNames.Store + field.Name || name == WovenNames.Mark + field.Name);

    static bool Same(MethodSignature<SignatureType> first, MethodSignature<SignatureType> second) =>
        first.ParameterTypes.Length == second.ParameterTypes.Length
        && first.GenericParameterCount == second.GenericParameterCount
        && first.ParameterTypes.Zip(second.ParameterTypes).All(pair => pair.First.Text == pair.Second.Text);
}
