using Mono.Cecil;
using Replicated.Fody.Diagnostics;
using Replicated.Fody.Find;

namespace Replicated.Fody.Plan;

/// <summary>Judges the types of members, and collects the structs that members hold.</summary>
internal sealed class MemberTypes(ModuleDefinition module, ClassExtents extents, References references)
{
    const string ValueInterface = "Replicated.Woven.IReplicatedValue";

    readonly HashSet<TypeDefinition> structs = [];

    /// <summary>Structs of the module that are held by value, found so far.</summary>
    internal IReadOnlyCollection<TypeDefinition> Structs => structs;

    /// <summary>The rule that a type breaks, with the part of it that does, or null if members can hold it.</summary>
    internal Objection? ObjectionTo(TypeReference type) => StripModifiers(type) switch
    {
        GenericParameter => null,
        ArrayType { Rank: 1, IsVector: false } array => new Objection(Rules.Collection, array),
        ArrayType array => ObjectionTo(array.ElementType),
        PointerType or FunctionPointerType or ByReferenceType => new Objection(Rules.PointerType, type),
        GenericInstanceType generic => ObjectionToInstance(generic),
        var plain => ObjectionToPlain(plain),
    };

    /// <summary>Whether a value of the type can be or hold a reference to anything but a string or another immutable object.</summary>
    internal static bool HoldsReferences(TypeReference type) => HoldsReferences(type, []);

    internal void AddStruct(TypeDefinition type) => structs.Add(type);

    internal static TypeReference StripModifiers(TypeReference type) => type is IModifierType modified ? StripModifiers(modified.ElementType) : type;

    static bool HoldsReferences(TypeReference type, HashSet<TypeDefinition> visited)
    {
        type = StripModifiers(type);
        if (type is GenericInstanceType { IsValueType: true } generic && generic.GenericArguments.Any(argument => HoldsReferences(argument, visited)))
            return true;
        if (type is GenericParameter)
            return true;
        if (KnownTypes.Values.Contains(type.FullName) || KnownTypes.ImmutableObjects.Contains(type.FullName))
            return false;
        if (!type.IsValueType || KnownTypes.ArrayValues.Contains(type.GetElementType().FullName))
            return true;
        return !KnownTypes.GenericValues.Contains(type.GetElementType().FullName)
            && References.Resolve(type) is { IsEnum: false } definition
            && visited.Add(definition)
            && definition.Fields.Any(field => !field.IsStatic && HoldsReferences(field.FieldType, visited));
    }

    Objection? ObjectionToInstance(GenericInstanceType type)
    {
        string name = type.ElementType.FullName;
        bool known = KnownTypes.GenericValues.Contains(name) || KnownTypes.ArrayValues.Contains(name) || KnownTypes.Collections.Contains(name);
        var objection = known ? null : ObjectionToPlain(type.ElementType);
        return objection is { } found
            ? found with { Part = ReferenceEquals(found.Part, type.ElementType) ? type : found.Part }
            : type.GenericArguments.Select(ObjectionTo).FirstOrDefault(candidate => candidate != null);
    }

    Objection? ObjectionToPlain(TypeReference type)
    {
        string name = type.FullName;
        if (KnownTypes.Values.Contains(name) || KnownTypes.ImmutableObjects.Contains(name) || KnownTypes.Collections.Contains(name))
            return null;
        if (KnownTypes.AnyObjects.Contains(name))
            return new Objection(Rules.AnyObject, type);
        if (name is "System.IntPtr" or "System.UIntPtr")
            return new Objection(Rules.PointerType, type);
        if (References.Resolve(type) is not { } definition)
            return new Objection(Rules.UnknownType, type);
        if (definition.IsEnum)
            return null;
        return definition.IsValueType ? ObjectionToStruct(type, definition) : ObjectionToClass(type, definition);
    }

    Objection? ObjectionToClass(TypeReference type, TypeDefinition definition)
    {
        if (extents.Of(definition) != Extent.Nothing)
            return null;
        if (definition.BaseType?.FullName is "System.MulticastDelegate" or "System.Delegate" || definition.FullName is "System.MulticastDelegate" or "System.Delegate")
            return new Objection(Rules.DelegateType, type);
        if (definition.Namespace.StartsWith(KnownTypes.CollectionNamespace, StringComparison.Ordinal))
            return new Objection(Rules.Collection, type);
        if (IsResource(definition))
            return new Objection(Rules.Resource, type);
        if (definition.IsInterface)
            return new Objection(Rules.AnyObject, type);
        return new Objection(definition.Module == module ? Rules.UnmarkedClass : Rules.ForeignType, type);
    }

    Objection? ObjectionToStruct(TypeReference type, TypeDefinition definition)
    {
        if (IsRefStruct(definition))
            return new Objection(Rules.RefStruct, type);
        if (definition.Module != module)
        {
            return IsForeignValue(definition, references) ? null : new Objection(IsResource(definition) ? Rules.Resource : Rules.ForeignType, type);
        }
        // The one field of these stands for all their items; the runtime knows how many.
        if (IsBuffer(definition))
            return definition.Fields.Where(field => !field.IsStatic).Select(field => ObjectionTo(field.FieldType)).FirstOrDefault(found => found != null);
        if (OverlaysReferences(definition))
            return new Objection(Rules.StructLayout, type);
        structs.Add(definition);
        return null;
    }

    internal static bool IsRefStruct(TypeDefinition type) =>
        type.IsValueType && HasAttribute(type, "System.Runtime.CompilerServices.IsByRefLikeAttribute");

    /// <summary>Whether the struct of another assembly was given a shape there.</summary>
    internal static bool IsForeignValue(TypeDefinition type, References references) =>
        references.ContractOf(type.Module.Assembly) != null && type.Interfaces.Any(candidate => candidate.InterfaceType.FullName == ValueInterface);

    /// <summary>Two references at one place: at most one of them says truly what is there.</summary>
    static bool OverlaysReferences(TypeDefinition type) =>
        type.IsExplicitLayout
        && type.Fields.Where(field => !field.IsStatic && HoldsReferences(field.FieldType)).GroupBy(field => field.Offset).Any(group => group.Count() > 1);

    /// <summary>Whether the one field of a struct stands for all its items.</summary>
    internal static bool IsBuffer(TypeDefinition type) => IsInlineArray(type) || IsFixedBuffer(type);

    internal static bool IsInlineArray(TypeDefinition type) => HasAttribute(type, "System.Runtime.CompilerServices.InlineArrayAttribute");

    static bool IsFixedBuffer(TypeDefinition type) =>
        HasAttribute(type, "System.Runtime.CompilerServices.UnsafeValueTypeAttribute");

    static bool IsResource(TypeDefinition type) =>
        KnownTypes.ResourceNamespaces.Any(space => type.Namespace == space || type.Namespace.StartsWith(space + ".", StringComparison.Ordinal));

    internal static bool HasAttribute(ICustomAttributeProvider provider, string name) =>
        provider.HasCustomAttributes && provider.CustomAttributes.Any(attribute => attribute.AttributeType.FullName == name);
}
