using Mono.Cecil;
using Replicated.Fody.Find;

namespace Replicated.Fody.Plan;

/// <summary>Knows which values the processor does not write at once, so that who reads without a lock can see a part of the old one.</summary>
/// <remarks>
/// Whoever holds more than one field is wide, whatever their size: the compiler may write one after the other. Type parameters are not
/// judged.
/// </remarks>
internal static class WideTypes
{
    static readonly HashSet<string> known =
    [
        "System.Decimal", "System.Guid", "System.DateTimeOffset", "System.Int128", "System.UInt128", "System.Numerics.BigInteger",
        "System.ArraySegment`1", "System.Memory`1", "System.ReadOnlyMemory`1",
    ];

    internal static bool IsWide(TypeReference type)
    {
        type = MemberTypes.StripModifiers(type);
        string name = type.GetElementType().FullName;
        if (!type.IsValueType || type is GenericParameter)
            return false;
        if (known.Contains(name))
            return true;
        if (KnownTypes.Values.Contains(name) || KnownTypes.ArrayValues.Contains(name))
            return false;
        if (KnownTypes.GenericValues.Contains(name))
            return name != "System.ValueTuple`1" || IsWide(((GenericInstanceType)type).GenericArguments[0]);
        return References.Resolve(type) is { IsEnum: false } definition && HasWideContent(definition);
    }

    static bool HasWideContent(TypeDefinition type)
    {
        var fields = type.Fields.Where(field => !field.IsStatic).ToList();
        return fields.Count > 1 || (fields.Count == 1 && fields[0].FieldType.GetElementType() != type && IsWide(fields[0].FieldType));
    }
}
