using Mono.Cecil;
using Replicated.Fody.Find;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Check;

/// <summary>Which types can hold an address: references, pointers, and structs that hold one.</summary>
internal static class AddressTypes
{
    internal static bool CanHold(TypeReference type)
    {
        type = MemberTypes.StripModifiers(type);
        return type is ByReferenceType || HoldsPointer(type) || IsRefStruct(type);
    }

    /// <summary>Whether the field can, as the type arguments say that its struct was given.</summary>
    internal static bool CanHold(FieldReference field) =>
        CanHold(field.FieldType is GenericParameter parameter && field.DeclaringType is GenericInstanceType generic ? generic.GenericArguments[parameter.Position] : field.FieldType);

    /// <summary>Whether a value is a pointer, or a struct that has one somewhere. What a ref struct holds is followed as an address.</summary>
    internal static bool HoldsPointer(TypeReference type) => HoldsPointer(type, []);

    internal static bool IsPointer(TypeReference type) =>
        MemberTypes.StripModifiers(type) is PointerType or { MetadataType: MetadataType.IntPtr or MetadataType.UIntPtr };

    static bool HoldsPointer(TypeReference type, HashSet<TypeDefinition> visited)
    {
        type = MemberTypes.StripModifiers(type);
        if (IsPointer(type))
            return true;
        if (!type.IsValueType || IsRefStruct(type))
            return false;
        if (type is GenericInstanceType generic && generic.GenericArguments.Any(argument => HoldsPointer(argument, visited)))
            return true;
        return References.Resolve(type) is { IsEnum: false } definition
            && visited.Add(definition)
            && definition.Fields.Any(field => !field.IsStatic && HoldsPointer(field.FieldType, visited));
    }

    internal static bool IsRefStruct(TypeReference type) => MemberTypes.StripModifiers(type) switch
    {
        GenericParameter or ArrayType or PointerType or ByReferenceType or FunctionPointerType => false,
        var other => References.Resolve(other) is { } definition && MemberTypes.IsRefStruct(definition),
    };

    /// <summary>Whether a store to the one field of a struct that can hold an address replaces all that the struct holds.</summary>
    internal static bool HoldsOneAddress(TypeReference type) =>
        References.Resolve(type) is { } definition && definition.Fields.Count(field => !field.IsStatic && (field.FieldType is GenericParameter || CanHold(field))) == 1;

    /// <summary><c>ReadOnlySpan</c>, through which nobody writes.</summary>
    internal static bool IsReadOnlySpan(TypeReference type) => MemberTypes.StripModifiers(type).GetElementType().FullName == "System.ReadOnlySpan`1";
}
