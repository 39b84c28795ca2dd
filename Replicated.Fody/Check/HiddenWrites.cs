using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Diagnostics;
using Replicated.Fody.Find;

namespace Replicated.Fody.Check;

/// <summary>
/// The fields of closures and iterators that are written in a way that is not seen. Nobody can mend that, and a member may never hold
/// them, so they are no error: they are compared at each capture.
/// </summary>
internal static class HiddenWrites
{
    internal static HashSet<FieldDefinition> Find(ModuleDefinition module, HashSet<TypeDefinition> classes)
    {
        var found = new HashSet<FieldDefinition>();
        if (classes.Count > 0)
        {
            foreach (var method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
                found.UnionWith(FindIn(method, classes));
        }
        return found;
    }

    static IEnumerable<FieldDefinition> FindIn(MethodDefinition method, HashSet<TypeDefinition> classes)
    {
        foreach (var instruction in method.Body.Instructions.Where(instruction => instruction.OpCode.Code == Code.Ldflda))
        {
            var field = (FieldReference)instruction.Operand;
            if (field.DeclaringType.Name[0] != '<' || References.Resolve(field.DeclaringType) is not { } type || !classes.Contains(type))
                continue;
            var faults = new DiagnosticBag();
            var accesses = new MethodAccesses(method, faults);
            accesses.Decide(instruction, field);
            accesses.DecideAddresses();
            if (faults.All.Any(fault => fault.Rule.Severity == Severity.Error))
                yield return field.Resolve();
        }
    }
}
