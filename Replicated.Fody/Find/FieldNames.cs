using Mono.Cecil;

namespace Replicated.Fody.Find;

/// <summary>What the compiler calls the fields that a user wrote as something else.</summary>
internal static class FieldNames
{
    const string BackingFieldSuffix = ">k__BackingField";
    const string CapturedParameterSuffix = ">P";

    /// <summary>The name in the source: of the property behind a backing field, of a captured parameter, else the field's own.</summary>
    internal static string MemberName(FieldDefinition field) =>
        Inner(field.Name, BackingFieldSuffix) ?? Inner(field.Name, CapturedParameterSuffix) ?? field.Name;

    internal static bool IsCapturedParameter(FieldDefinition field) => Inner(field.Name, CapturedParameterSuffix) != null;

    /// <summary>The auto-property or event that the field belongs to.</summary>
    internal static IMemberDefinition? SourceOf(FieldDefinition field)
    {
        string? property = Inner(field.Name, BackingFieldSuffix);
        return property != null
            ? field.DeclaringType.Properties.FirstOrDefault(candidate => candidate.Name == property)
            : field.DeclaringType.Events.FirstOrDefault(candidate => candidate.Name == field.Name);
    }

    internal static bool IsAutoProperty(PropertyDefinition property) =>
        property.DeclaringType.Fields.Any(field => Inner(field.Name, BackingFieldSuffix) == property.Name);

    static string? Inner(string name, string suffix) =>
        name.StartsWith("<", StringComparison.Ordinal) && name.EndsWith(suffix, StringComparison.Ordinal)
            ? name.Substring(1, name.Length - 1 - suffix.Length)
            : null;
}
