using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Collections.Generic;

namespace Replicated.Fody.Find;

/// <summary>What the compilers of C#, VB and F# call the fields that a user wrote as something else.</summary>
internal static class FieldNames
{
    /// <summary>F# keeps what modules of a file bind in a static class of this name space.</summary>
    internal const string StartupNamespace = "<StartupCode$";

    const string BackingFieldSuffix = ">k__BackingField";
    const string CapturedParameterSuffix = ">P";
    const string StaticLocalPrefix = "$STATIC$";

    /// <summary>The name in the source: of the property behind a backing field, of a captured parameter, else the field's own.</summary>
    internal static string MemberName(FieldDefinition field) =>
        BackedProperty(field) ?? Inner(field.Name, CapturedParameterSuffix) ?? WithoutLine(field) ?? field.Name;

    internal static bool IsCapturedParameter(FieldDefinition field) => Inner(field.Name, CapturedParameterSuffix) != null;

    /// <summary>The auto-property or event that the field belongs to.</summary>
    internal static IMemberDefinition? SourceOf(FieldDefinition field)
    {
        if (BackedProperty(field) is { } property)
            return Named(field.DeclaringType.Properties, property);
        if (WithoutLine(field) is { } name)
            return PropertiesOver(field).FirstOrDefault(candidate => candidate.Name == name);
        return field.DeclaringType.HasEvents ? Named(field.DeclaringType.Events, field.Name) : null;
    }

    static T? Named<T>(Collection<T> members, string name) where T : class, IMemberDefinition
    {
        for (int i = 0; i < members.Count; i++)
        {
            if (members[i].Name == name)
                return members[i];
        }
        return null;
    }

    internal static bool IsAutoProperty(PropertyDefinition property) =>
        property.DeclaringType.Fields.Any(field => BackedProperty(field) == property.Name || WithoutLine(field) == property.Name)
        || FieldOfModule(property) != null;

    /// <summary>Method and name of a local that VB keeps between calls, where the field says whether it was set.</summary>
    internal static (string Method, string Local)? StaticLocalOf(FieldDefinition field) =>
        field.Name.StartsWith(StaticLocalPrefix, StringComparison.Ordinal) && field.Name.Split('$') is { Length: 6 } parts && parts[5] == "Init"
            ? (parts[2], parts[4])
            : null;

    internal static bool IsOfStartup(TypeDefinition type) => type.Namespace.StartsWith(StartupNamespace, StringComparison.Ordinal);

    static string? BackedProperty(FieldDefinition field) => Inner(field.Name, BackingFieldSuffix) ?? (IsVisualBasicBacking(field) ? field.Name.Substring(1) : null);

    static bool IsVisualBasicBacking(FieldDefinition field) =>
        field.Name[0] == '_'
        && field.HasCustomAttributes
        && field.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "CompilerGeneratedAttribute")
        && field.DeclaringType.Properties.Any(property => property.Name.Length == field.Name.Length - 1 && field.Name.EndsWith(property.Name, StringComparison.Ordinal));

    /// <summary>F# puts the line, or nothing, behind the name. The name alone is what stays when a line is added above; unless it is that of another one, too.</summary>
    static string? WithoutLine(FieldDefinition field)
    {
        string? name = BeforeLine(field);
        return name == null || field.DeclaringType.Fields.Any(other => other != field && (other.Name == name || BeforeLine(other) == name)) ? null : name;
    }

    static string? BeforeLine(FieldDefinition field)
    {
        int at = field.Name.LastIndexOf('@');
        return at > 0 && field.Name.Skip(at + 1).All(char.IsDigit) && field.Name.Substring(0, at) is not "init" and var name ? name : null;
    }

    /// <summary>Where F# binds a field of a module, a property of the module's class reads it.</summary>
    static IEnumerable<PropertyDefinition> PropertiesOver(FieldDefinition field) =>
        (IsOfStartup(field.DeclaringType) ? field.Module.GetTypes() : [field.DeclaringType])
            .SelectMany(type => type.Properties)
            .Where(property => !IsOfStartup(field.DeclaringType) || FieldOfModule(property) == field);

    static FieldDefinition? FieldOfModule(PropertyDefinition property) =>
        property.GetMethod is { IsStatic: true, HasBody: true } getter
        && getter.Body.Instructions.FirstOrDefault(instruction => instruction.OpCode.Code != Code.Nop) is { OpCode.Code: Code.Ldsfld, Operand: FieldDefinition field }
        && IsOfStartup(field.DeclaringType)
            ? field
            : null;

    static string? Inner(string name, string suffix) =>
        name.StartsWith("<", StringComparison.Ordinal) && name.EndsWith(suffix, StringComparison.Ordinal)
            ? name.Substring(1, name.Length - 1 - suffix.Length)
            : null;
}
