using System.Runtime.InteropServices;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Diagnostics;
using Replicated.Fody.Find;

namespace Replicated.Fody.Check;

/// <summary>Row 61: a replicated object that is pinned, whose members can be written at the address that its pin gives away.</summary>
/// <param name="isMember">Whether a field is a member that no capture compares.</param>
internal sealed class PinChecker(DiagnosticBag diagnostics, Func<FieldReference, bool> isMember)
{
    internal void Check(MethodDefinition method)
    {
        StaticTypes? types = null;
        foreach (var instruction in method.Body.Instructions)
        {
            if (instruction.Operand is not MethodReference called || PinnedOperand(instruction, called) is not { } operand)
                continue;
            types ??= new StaticTypes(method);
            if (called.Name == "Alloc" && types.NumbersOf(instruction, 1) is { } kinds && !kinds.Contains((int)GCHandleType.Pinned))
                continue;
            string[] members = [.. types.Of(instruction, operand).SelectMany(MembersOf).Select(Display.Of).Distinct()];
            if (members.Length > 0)
                diagnostics.Report(Rules.AddressPinned, PlaceFinder.Of(method, instruction), string.Join("', '", members), Display.Of(called));
        }
    }

    /// <summary>As which operand a call gets an object that it may pin.</summary>
    static int? PinnedOperand(Instruction instruction, MethodReference called) => called.Name switch
    {
        "Alloc" when called.Parameters.Count == 2 && called.DeclaringType.FullName == "System.Runtime.InteropServices.GCHandle" => 0,
        ".ctor" or "set_Target" when called.DeclaringType.GetElementType().FullName == "System.Runtime.InteropServices.PinnedGCHandle`1" => instruction.OpCode.Code == Code.Newobj ? 0 : 1,
        _ => null,
    };

    IEnumerable<FieldDefinition> MembersOf(TypeReference type)
    {
        if (type is GenericParameter parameter)
            return parameter.Constraints.SelectMany(constraint => MembersOf(constraint.ConstraintType));
        var fields = new List<FieldDefinition>();
        for (var ancestor = ClassOf(type); ancestor != null; ancestor = ClassOf(ancestor.BaseType))
            fields.InsertRange(0, ancestor.Fields.Where(field => !field.IsStatic && isMember(field)));
        return fields;
    }

    static TypeDefinition? ClassOf(TypeReference? type) =>
        type is null or TypeSpecification and not GenericInstanceType || References.Resolve(type) is not { IsValueType: false } found ? null : found;
}
