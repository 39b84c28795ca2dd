using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Find;

namespace Replicated.Fody.Check;

/// <summary>How many values an instruction pops and pushes.</summary>
internal static class StackEffect
{
    internal static int Pops(Instruction instruction, MethodDefinition method)
    {
        switch (instruction.OpCode.StackBehaviourPop)
        {
            case StackBehaviour.Pop0:
                return 0;
            case StackBehaviour.Pop1:
            case StackBehaviour.Popi:
            case StackBehaviour.Popref:
                return 1;
            case StackBehaviour.Pop1_pop1:
            case StackBehaviour.Popi_pop1:
            case StackBehaviour.Popi_popi:
            case StackBehaviour.Popi_popi8:
            case StackBehaviour.Popi_popr4:
            case StackBehaviour.Popi_popr8:
            case StackBehaviour.Popref_pop1:
            case StackBehaviour.Popref_popi:
                return 2;
            case StackBehaviour.Popi_popi_popi:
            case StackBehaviour.Popref_popi_popi:
            case StackBehaviour.Popref_popi_popi8:
            case StackBehaviour.Popref_popi_popr4:
            case StackBehaviour.Popref_popi_popr8:
            case StackBehaviour.Popref_popi_popref:
                return 3;
            case StackBehaviour.PopAll:
                return 0;
            default:
                return VariablePops(instruction, method);
        }
    }

    internal static int Pushes(Instruction instruction) => instruction.OpCode.StackBehaviourPush switch
    {
        StackBehaviour.Push0 => 0,
        StackBehaviour.Push1_push1 => 2,
        StackBehaviour.Varpush => instruction.Operand is IMethodSignature signature && !ReturnsVoid(signature) ? 1 : 0,
        _ => 1,
    };

    static int VariablePops(Instruction instruction, MethodDefinition method)
    {
        if (instruction.OpCode.Code == Code.Ret)
            return LeavesValue(method) ? 1 : 0;
        if (instruction.Operand is not IMethodSignature signature)
            return 0;
        int receiver = signature.HasThis && !signature.ExplicitThis && instruction.OpCode.Code != Code.Newobj ? 1 : 0;
        int pointer = instruction.OpCode.Code == Code.Calli ? 1 : 0;
        return signature.Parameters.Count + receiver + pointer;
    }

    static bool LeavesValue(MethodDefinition method) => SuspendedMethod.Is(method) ? SuspendedMethod.LeavesValue(method) : !ReturnsVoid(method);

    static bool ReturnsVoid(IMethodSignature signature)
    {
        var type = signature.ReturnType;
        while (type is IModifierType modified)
            type = modified.ElementType;
        return type.MetadataType == MetadataType.Void;
    }
}
