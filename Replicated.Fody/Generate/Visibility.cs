using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Find;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Generate;

/// <summary>What code can name as a type argument: the runtime lets it name nothing that is private to another type.</summary>
internal static class Visibility
{
    const string FriendAttribute = "System.Runtime.CompilerServices.InternalsVisibleToAttribute";

    // Kinds.Struct<Point>(); Kinds.Class<Page<int>>();
    /// <summary>
    /// Names the kinds that the module's own methods can name, and has the others named where they are seen. What no code sees as a whole,
    /// one assembly's private type with that of another, stays without a name.
    /// </summary>
    internal static IEnumerable<Instruction> Name(ModuleDefinition module, IReadOnlyList<Kind> kinds, RuntimeSurface runtime, HiddenRegistrations hidden)
    {
        var own = module.GetType("<Module>");
        foreach (var kind in kinds)
        {
            if (Sees(own, kind.Arguments))
                yield return Instruction.Create(OpCodes.Call, runtime.Name(kind));
            else if (kind.SeenBy.FirstOrDefault(candidate => candidate.Module == module && Sees(candidate, kind.Arguments)) is { } scope)
                hidden.Append(scope, Instruction.Create(OpCodes.Call, runtime.Name(kind)));
        }
    }

    /// <summary>Whether the module's own methods can name a type.</summary>
    internal static bool IsVisible(ModuleDefinition module, TypeReference type) => Sees(module.GetType("<Module>"), [type]);

    static bool Sees(TypeDefinition scope, IReadOnlyList<TypeReference> types) => types.All(type => Sees(scope, type));

    static bool Sees(TypeDefinition scope, TypeReference type) => type switch
    {
        GenericInstanceType generic => Sees(scope, generic.ElementType) && generic.GenericArguments.All(argument => Sees(scope, argument)),
        TypeSpecification specification => Sees(scope, specification.ElementType),
        GenericParameter => true,
        _ => References.Resolve(type) is { } definition && SeesDefinition(scope, definition),
    };

    static bool SeesDefinition(TypeDefinition scope, TypeDefinition type)
    {
        if (type.DeclaringType == null)
            return type.IsPublic || IsOpenTo(type.Module.Assembly, scope);
        if (Around(scope).Contains(type.DeclaringType))
            return true;
        bool sees = type.IsNestedPublic
            || ((type.IsNestedAssembly || type.IsNestedFamilyOrAssembly) && IsOpenTo(type.Module.Assembly, scope))
            || ((type.IsNestedFamily || type.IsNestedFamilyOrAssembly) && Around(scope).Any(around => Derives(around, type.DeclaringType)));
        return sees && SeesDefinition(scope, type.DeclaringType);
    }

    /// <summary>A type and those that it is nested in.</summary>
    static IEnumerable<TypeDefinition> Around(TypeDefinition? type)
    {
        for (; type != null; type = type.DeclaringType)
            yield return type;
    }

    static bool Derives(TypeDefinition type, TypeDefinition from) =>
        type.BaseType != null && References.Resolve(type.BaseType) is { } next && (next == from || Derives(next, from));

    static bool IsOpenTo(AssemblyDefinition assembly, TypeDefinition scope) =>
        assembly == scope.Module.Assembly
        || assembly.CustomAttributes.Any(attribute => attribute.AttributeType.FullName == FriendAttribute
            && ((string)attribute.ConstructorArguments[0].Value).Split(',')[0].Trim() == scope.Module.Assembly.Name.Name);
}
