using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Replicated.Fody.Check;

/// <summary>Which variable an instruction loads, stores, or takes the address of.</summary>
internal static class InstructionSlots
{
    internal static Slot? Loaded(Instruction instruction, MethodDefinition method) => instruction.OpCode.Code switch
    {
        Code.Ldloc_0 => Local(0),
        Code.Ldloc_1 => Local(1),
        Code.Ldloc_2 => Local(2),
        Code.Ldloc_3 => Local(3),
        Code.Ldloc or Code.Ldloc_S => Local(((VariableDefinition)instruction.Operand).Index),
        Code.Ldarg_0 => Argument(0),
        Code.Ldarg_1 => Argument(1),
        Code.Ldarg_2 => Argument(2),
        Code.Ldarg_3 => Argument(3),
        Code.Ldarg or Code.Ldarg_S => Argument(instruction, method),
        _ => null,
    };

    internal static Slot? Stored(Instruction instruction, MethodDefinition method) => instruction.OpCode.Code switch
    {
        Code.Stloc_0 => Local(0),
        Code.Stloc_1 => Local(1),
        Code.Stloc_2 => Local(2),
        Code.Stloc_3 => Local(3),
        Code.Stloc or Code.Stloc_S => Local(((VariableDefinition)instruction.Operand).Index),
        Code.Starg or Code.Starg_S => Argument(instruction, method),
        _ => null,
    };

    internal static Slot? AddressOf(Instruction instruction, MethodDefinition method) => instruction.OpCode.Code switch
    {
        Code.Ldloca or Code.Ldloca_S => Local(((VariableDefinition)instruction.Operand).Index),
        Code.Ldarga or Code.Ldarga_S => Argument(instruction, method),
        _ => null,
    };

    static Slot Local(int index) => new(IsArgument: false, index);

    static Slot Argument(int index) => new(IsArgument: true, index);

    static Slot Argument(Instruction instruction, MethodDefinition method)
    {
        var parameter = (ParameterDefinition)instruction.Operand;
        return Argument(parameter == method.Body.ThisParameter ? 0 : parameter.Index + (method.HasThis ? 1 : 0));
    }
}
