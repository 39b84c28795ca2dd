using System.Reflection.Emit;
using Replicated.Audit.Decode;

namespace Replicated.Audit.Flow;

/// <summary>How many values an instruction takes from the stack and puts there.</summary>
static class StackEffect
{
    internal static int Pops(Instruction instruction, AuditedAssembly assembly, Body body) => instruction.OpCode.StackBehaviourPop switch
    {
        StackBehaviour.Pop0 => 0,
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
        StackBehaviour.Pop1_pop1 or StackBehaviour.Popi_pop1 or StackBehaviour.Popi_popi or StackBehaviour.Popi_popi8 or StackBehaviour.Popi_popr4
            or StackBehaviour.Popi_popr8 or StackBehaviour.Popref_pop1 or StackBehaviour.Popref_popi => 2,
        StackBehaviour.Varpop => VariablePops(instruction, assembly, body),
        _ => 3,
    };

    internal static int Pushes(Instruction instruction, AuditedAssembly assembly) => instruction.OpCode.StackBehaviourPush switch
    {
        StackBehaviour.Push0 => 0,
        StackBehaviour.Push1_push1 => 2,
        StackBehaviour.Varpush => assembly.MethodOf(instruction.Operand) is { Signature.ReturnType.IsVoid: false } ? 1 : 0,
        _ => 1,
    };

    static int VariablePops(Instruction instruction, AuditedAssembly assembly, Body body)
    {
        if (instruction.OpCode == OpCodes.Ret)
            return LeavesValue(assembly, body) ? 1 : 0;
        if (assembly.MethodOf(instruction.Operand) is not { } target)
            return 0;
        int receiver = target.HasReceiver && instruction.OpCode != OpCodes.Newobj ? 1 : 0;
        int pointer = instruction.OpCode == OpCodes.Calli ? 1 : 0;
        return target.Signature.ParameterTypes.Length + receiver + pointer;
    }

    /// <summary>A method that the runtime suspends leaves what its task is to hold.</summary>
    static bool LeavesValue(AuditedAssembly assembly, Body body)
    {
        const System.Reflection.MethodImplAttributes suspended = (System.Reflection.MethodImplAttributes)0x2000;
        var returned = assembly.SignatureOf(body.Handle).ReturnType;
        return assembly.Metadata.GetMethodDefinition(body.Handle).ImplAttributes.HasFlag(suspended) ? returned.Arguments.Length > 0 : !returned.IsVoid;
    }
}
