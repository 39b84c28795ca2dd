using Mono.Cecil;
using Replicated.Fody.Find;

namespace Replicated.Fody.Check;

/// <summary>Finds the field that a method without a body hands out, because an attribute says so.</summary>
internal static class UnsafeAccessor
{
    const string Space = "System.Runtime.CompilerServices.";

    internal static FieldDefinition? FieldOf(MethodDefinition method, References references)
    {
        if (method.Parameters.Count == 0 || NameOf(method) is not { } name)
            return null;
        return TypeOf(method.Parameters[0], references)?.Fields.FirstOrDefault(field => field.Name == name);
    }

    /// <summary>The name of the member that the method stands for; null where it stands for none.</summary>
    internal static string? NameOf(MethodDefinition method) =>
        AttributeOf(method, "UnsafeAccessorAttribute") is not { } attribute ? null
        : attribute.Properties.FirstOrDefault(property => property.Name == "Name").Argument.Value as string ?? method.Name;

    static TypeDefinition? TypeOf(ParameterDefinition parameter, References references)
    {
        if (AttributeOf(parameter, "UnsafeAccessorTypeAttribute")?.ConstructorArguments[0].Value is string name)
            return Named(name, parameter.ParameterType.Module, references);
        var type = parameter.ParameterType;
        return References.Resolve(type is ByReferenceType byReference ? byReference.ElementType : type);
    }

    /// <summary>A type by the name that reflection has for it: <c>Bank.Outer`1+Account[[!0]], Assembly</c>.</summary>
    static TypeDefinition? Named(string name, ModuleDefinition module, References references)
    {
        string assembly = name.Substring(name.LastIndexOf(']') + 1);
        int comma = assembly.IndexOf(',');
        var searched = comma < 0 ? module : references.Find(assembly.Substring(comma + 1).Split(',')[0].Trim())?.MainModule;
        return searched?.GetType(name.Split('[', ',')[0].Trim().Replace('+', '/'));
    }

    static CustomAttribute? AttributeOf(ICustomAttributeProvider provider, string name) =>
        CustomAttributes.Find(provider, Space + name);
}
