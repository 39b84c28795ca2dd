using Mono.Cecil;

namespace Replicated.Fody.Find;

/// <summary>Reads what marks say of other builds.</summary>
internal static class FormerNames
{
    /// <summary>What a type was called in earlier builds, with its namespace; null where it says nothing.</summary>
    internal static string? Of(TypeDefinition type) => Said(type, "FormerName") as string;

    /// <summary>
    /// What a field, or the property or event that it is the store of, says: what it was called in earlier builds, and whether builds may
    /// follow each other in which the member has no room for every value.
    /// </summary>
    internal static (string? FormerName, bool Narrows) Of(FieldDefinition field)
    {
        var source = FieldNames.SourceOf(field);
        return (Said(field, source, "FormerName") as string, Said(field, source, "Narrowing") is true);
    }

    static object? Said(FieldDefinition field, IMemberDefinition? source, string property) => Said(field, property) ?? (source == null ? null : Said(source, property));

    static object? Said(ICustomAttributeProvider provider, string property) =>
        CustomAttributes.Find(provider, MarkFinder.ReplicatedAttribute) is { } attribute ? CustomAttributes.Said(attribute, property) : null;
}
