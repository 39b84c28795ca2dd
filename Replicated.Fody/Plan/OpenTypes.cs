using Mono.Cecil;
using Replicated.Fody.Find;

namespace Replicated.Fody.Plan;

/// <summary>The static types of members that do not say what they hold: object, interfaces, delegates.</summary>
internal sealed class OpenTypes
{
    readonly HashSet<string> delegates = [];
    readonly HashSet<string> interfaces = [];
    readonly HashSet<TypeDefinition> visited = [];
    bool anyObject;
    bool anyDelegate;

    /// <summary>How much has been found; grows with each type that is another one.</summary>
    internal int Count => delegates.Count + interfaces.Count + (anyObject ? 1 : 0) + (anyDelegate ? 1 : 0);

    internal void Add(TypeReference type)
    {
        type = MemberTypes.StripModifiers(type);
        if (type is GenericInstanceType generic)
        {
            foreach (var argument in generic.GenericArguments)
                Add(argument);
        }
        // Holds no object, and is of no other type.
        if (type is FunctionPointerType)
            return;
        if (type is TypeSpecification and not GenericInstanceType)
            Add(((TypeSpecification)type).ElementType);
        else if (type is not GenericParameter)
            AddPlain(type.GetElementType());
    }

    void AddPlain(TypeReference type)
    {
        if (KnownTypes.AnyObjects.Contains(type.FullName))
            anyObject = true;
        else if (KnownTypes.AnyDelegates.Contains(type.FullName))
            anyDelegate = true;
        else if (!KnownTypes.Values.Contains(type.FullName) && References.Resolve(type) is { } definition)
            AddDefinition(definition);
    }

    void AddDefinition(TypeDefinition type)
    {
        if (MemberTypes.IsDelegate(type))
            delegates.Add(type.FullName);
        else if (type.IsInterface)
            interfaces.Add(type.FullName);
        else if (type.FullName == "System.Lazy`1")
            delegates.Add("System.Func`1");
        else if (type.IsValueType && !type.IsEnum && visited.Add(type))
        {
            foreach (var field in type.Fields.Where(field => !field.IsStatic))
                Add(field.FieldType);
        }
    }

    /// <summary>Whether a member can hold a delegate of the type; null: of an unknown one.</summary>
    internal bool CanHoldDelegate(TypeReference? type) =>
        anyObject || anyDelegate || (delegates.Count > 0 && (type == null || delegates.Contains(type.GetElementType().FullName)));

    /// <summary>Whether a member that does not say what it holds can hold something of exactly this type.</summary>
    internal bool CanHold(TypeReference type)
    {
        if (anyObject)
            return true;
        if (type is ArrayType)
            return interfaces.Any(name => name.StartsWith(KnownTypes.CollectionNamespace, StringComparison.Ordinal));
        if (References.Resolve(type) is not { } definition)
            return false;
        return MemberTypes.IsDelegate(definition) ? CanHoldDelegate(type) : interfaces.Count > 0 && Implements(definition, []);
    }

    bool Implements(TypeDefinition type, HashSet<TypeDefinition> seen)
    {
        if (!seen.Add(type))
            return false;
        var next = type.Interfaces.Select(candidate => candidate.InterfaceType);
        if (type.BaseType != null)
            next = next.Append(type.BaseType);
        return interfaces.Contains(type.FullName) || next.Select(References.Resolve).Any(candidate => candidate != null && Implements(candidate, seen));
    }
}
