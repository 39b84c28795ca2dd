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
    internal IReadOnlyList<TypeReference> In(ModuleDefinition module) =>
        [.. module.GetTypes()
            .SelectMany(type => type.Methods)
            .Where(method => method.HasBody)
            .SelectMany(method => method.Body.Instructions)
            .Select(Constructed)
            .OfType<TypeReference>()
            .Where(type => !type.ContainsGenericParameter)
            .GroupBy(type => type.FullName)
            .Select(same => same.First())];

    TypeReference? Constructed(Instruction instruction) => instruction.Operand switch
    {
        MethodReference { DeclaringType: GenericInstanceType made } when instruction.OpCode.Code == Code.Newobj && IsReplicated(made) => made,
        GenericInstanceMethod { Name: "Root", DeclaringType.FullName: "Replicated.Replication" } root => root.GenericArguments[0],
        _ => null,
    };

    bool IsReplicated(TypeReference type) =>
        References.Resolve(type) is { } definition && (plan.IsReplicated(definition) || references.IsForeignReplicated(definition));
}
