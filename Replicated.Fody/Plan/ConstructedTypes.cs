using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Find;

namespace Replicated.Fody.Plan;

/// <summary>
/// Finds the types that code makes replicated objects of though no member need be declared as such: instances of generic replicated
/// classes, which a member of a base's type can hold, and named roots.
/// </summary>
internal sealed class ConstructedTypes(WeavingPlan plan, References references)
{
    internal IReadOnlyList<FoundType> In(ModuleDefinition module) =>
        [.. ClosedCode.Find(module, references, Constructed)
            .Where(found => !found.Type.ContainsGenericParameter)
            .GroupBy(found => found.Type.FullName)
            .Select(same => same.First())];

    IEnumerable<TypeReference> Constructed(Instruction instruction) => instruction.Operand switch
    {
        MethodReference { DeclaringType: GenericInstanceType made } when instruction.OpCode.Code == Code.Newobj && IsReplicated(made) => [made],
        GenericInstanceMethod { Name: "Root", DeclaringType.FullName: "Replicated.Replication" } root => [root.GenericArguments[0]],
        _ => [],
    };

    bool IsReplicated(TypeReference type) =>
        References.Resolve(type) is { } definition && (plan.IsReplicated(definition) || references.IsForeignReplicated(definition));
}
