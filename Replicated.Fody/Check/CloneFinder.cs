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
        var found = new List<CloneCall>();
        foreach (var method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
        {
            foreach (var instruction in method.Body.Instructions)
            {
                if (instruction.Operand is MethodReference { Name: "MemberwiseClone", DeclaringType.FullName: "System.Object" })
                    found.Add(new CloneCall(method, instruction));
            }
        }
        return found;
    }
}
