using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Find;
using Replicated.Fody.Generate;

namespace Replicated.Fody.Plan;

/// <summary>
/// Finds what the module puts into members that do not say what they hold, so that another node knows it by name: types that are boxed,
/// arrays, collections and delegates that are made, and the methods of these delegates.
/// </summary>
internal sealed class HeldContentFinder(ModuleDefinition module, References references, OpenTypes open, IReadOnlyList<MadeDelegate> delegates, Func<TypeReference, bool> fits)
{
    internal HeldContent Find(IReadOnlyCollection<TypeDefinition> heldClasses)
    {
        var made = delegates.Where(made => open.CanHoldDelegate(made.Type)).ToList();
        var methods = made.Select(made => made.Called).Where(method => References.Resolve(method) != null).Concat(Overrides(made)).GroupBy(method => method.FullName).Select(same => same.First()).ToList();
        var types = ClosedCode.Find(module, references, Named)
            .Where(found => !HasParameters(found.Type) && !KnownTypes.Values.Contains(found.Type.FullName))
            .GroupBy(found => found.Type.FullName)
            .Select(same => same.First())
            .Where(found => open.CanHold(found.Type) && fits(found.Type))
            .ToList();
        var compiled = methods.Select(References.Resolve).OfType<MethodDefinition>().Where(method => method.Module == module && method.Name.IndexOf('<') >= 0)
            .Concat(heldClasses.Where(CompilerNames.IsIterator).SelectMany(type => type.Methods.Where(method => method.Name == "MoveNext")))
            .ToList();
        return new HeldContent(types, methods, compiled.Count == 0 ? null : CodeHash.Of(compiled));
    }

    static IEnumerable<TypeReference> Named(Instruction instruction) => instruction.OpCode.Code switch
    {
        Code.Box => [(TypeReference)instruction.Operand],
        Code.Newarr => [new ArrayType((TypeReference)instruction.Operand)],
        Code.Newobj => [((MethodReference)instruction.Operand).DeclaringType],
        Code.Call or Code.Callvirt => Arguments(instruction).Concat(Returned((MethodReference)instruction.Operand)),
        _ => Arguments(instruction),
    };

    static TypeReference[] Arguments(Instruction instruction) => instruction.Operand is GenericInstanceMethod generic ? [.. generic.GenericArguments] : [];

    /// <summary>The collection that a call returns: <c>items.ToList()</c>.</summary>
    static TypeReference[] Returned(MethodReference called) =>
        called.ReturnType is ArrayType || (called.ReturnType is GenericInstanceType generic && KnownTypes.Collections.Contains(generic.ElementType.FullName))
            ? [Generics.Close(called.ReturnType, called.DeclaringType as GenericInstanceType, called as GenericInstanceMethod)]
            : [];

    /// <summary>A delegate on a virtual method calls the override of its target's class, and is known by that.</summary>
    IEnumerable<MethodReference> Overrides(IReadOnlyList<MadeDelegate> made)
    {
        var slots = new HashSet<(string, int)>(made.Where(one => References.Resolve(one.Called) is { IsVirtual: true }).Select(one => (one.Called.Name, one.Called.Parameters.Count)));
        return slots.Count == 0
            ? []
            : module.GetTypes().SelectMany(type => type.Methods)
                .Where(method => method.IsVirtual && !method.IsAbstract)
                .Where(method => slots.Contains((method.Name, method.Parameters.Count)) || method.Overrides.Any(slot => slots.Contains((slot.Name, slot.Parameters.Count))));
    }

    internal static bool HasParameters(TypeReference type) => type switch
    {
        GenericParameter => true,
        GenericInstanceType generic => generic.GenericArguments.Any(HasParameters),
        TypeSpecification specification => HasParameters(specification.ElementType),
        _ => type.HasGenericParameters,
    };
}
