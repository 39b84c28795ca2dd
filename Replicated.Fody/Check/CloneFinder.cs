using Mono.Cecil;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Check;

/// <summary>
/// Finds what copies an object with its header. All of the module that may copy a replicated one: also a base class that is not replicated
/// can.
/// </summary>
internal static class CloneFinder
{
    internal static IReadOnlyList<CloneCall> Find(ModuleDefinition module, WeavingPlan plan)
    {
        if (plan.Classes.Count == 0)
            return [];
        var found =
            from type in module.GetTypes()
            from method in type.Methods
            where method.HasBody
            from instruction in method.Body.Instructions
            where instruction.Operand is MethodReference { Name: "MemberwiseClone", DeclaringType.FullName: "System.Object" }
            select new CloneCall(method, instruction);
        return [.. found];
    }
}
