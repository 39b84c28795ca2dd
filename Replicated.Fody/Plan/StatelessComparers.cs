using Mono.Cecil;
using Replicated.Fody.Find;

namespace Replicated.Fody.Plan;

/// <summary>
/// Finds the classes of comparers that have no state and can be made without arguments: any two instances are the same, so a sorted or
/// hashed collection can name its comparer by its class.
/// </summary>
internal static class StatelessComparers
{
    static readonly HashSet<string> interfaces = ["System.Collections.Generic.IComparer`1", "System.Collections.Generic.IEqualityComparer`1"];

    static readonly HashSet<string> bases = ["System.Object", .. KnownTypes.Comparers];

    internal static IReadOnlyList<TypeDefinition> In(IEnumerable<TypeDefinition> types) => [.. types.Where(type => IsMakeable(type) && Compares(type))];

    static bool IsMakeable(TypeDefinition type) =>
        type.IsClass && !type.IsAbstract && !type.HasGenericParameters && type.Methods.Any(method => method.IsConstructor && !method.IsStatic && !method.HasParameters);

    static bool Compares(TypeDefinition type)
    {
        bool compares = false;
        var ancestor = type;
        while (ancestor.Module == type.Module)
        {
            if (ancestor.Fields.Any(field => !field.IsStatic))
                return false;
            compares |= ancestor.Interfaces.Any(candidate => interfaces.Contains(candidate.InterfaceType.GetElementType().FullName));
            if (ancestor.BaseType == null || References.Resolve(ancestor.BaseType) is not { } next)
                return false;
            ancestor = next;
        }
        return bases.Contains(ancestor.FullName) && (compares || ancestor.FullName != "System.Object");
    }
}
