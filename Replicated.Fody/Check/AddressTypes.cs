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
        return type is ByReferenceType || IsPointer(type) || IsRefStruct(type);
    }

    internal static bool IsPointer(TypeReference type) =>
        MemberTypes.StripModifiers(type) is PointerType or { MetadataType: MetadataType.IntPtr or MetadataType.UIntPtr };

    internal static bool IsRefStruct(TypeReference type) => MemberTypes.StripModifiers(type) switch
    {
        GenericParameter or ArrayType or PointerType or ByReferenceType or FunctionPointerType => false,
        var other => References.Resolve(other) is { } definition && MemberTypes.IsRefStruct(definition),
    };

    /// <summary><c>ReadOnlySpan</c>, through which nobody writes.</summary>
    internal static bool IsReadOnlySpan(TypeReference type) => MemberTypes.StripModifiers(type).GetElementType().FullName == "System.ReadOnlySpan`1";
}
