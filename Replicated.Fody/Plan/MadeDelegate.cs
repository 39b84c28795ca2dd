using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Replicated.Fody.Plan;

/// <summary>A delegate that code of the module makes.</summary>
/// <param name="Called">The method it calls.</param>
/// <param name="Type">Its type; null if the code does not show it.</param>
internal sealed record MadeDelegate(MethodReference Called, TypeReference? Type)
{
    /// <summary>All delegates that the module makes.</summary>
    internal static IEnumerable<MadeDelegate> In(ModuleDefinition module) =>
        from type in module.GetTypes()
        from method in type.Methods
        where method.HasBody
        from instruction in method.Body.Instructions
        where instruction.OpCode.Code is Code.Ldftn or Code.Ldvirtftn
        select new MadeDelegate((MethodReference)instruction.Operand, TypeMadeBy(instruction.Next));

    static TypeReference? TypeMadeBy(Instruction? instruction) =>
        instruction is { OpCode.Code: Code.Newobj, Operand: MethodReference constructor } ? constructor.DeclaringType : null;
}
