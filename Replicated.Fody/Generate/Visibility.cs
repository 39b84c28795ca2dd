using Mono.Cecil;
using Replicated.Fody.Find;

namespace Replicated.Fody.Generate;

/// <summary>What the module's initialiser can name as a type argument: the runtime lets it name nothing that is private to another type.</summary>
internal static class Visibility
{
    internal static bool IsVisible(TypeReference type) => type switch
    {
        GenericInstanceType generic => IsVisible(generic.ElementType) && generic.GenericArguments.All(IsVisible),
        TypeSpecification specification => IsVisible(specification.ElementType),
        { DeclaringType: { } outer } => References.Resolve(type) is { } definition
            && (definition.IsNestedPublic || definition.IsNestedAssembly || definition.IsNestedFamilyOrAssembly) && IsVisible(outer),
        _ => true,
    };
}
