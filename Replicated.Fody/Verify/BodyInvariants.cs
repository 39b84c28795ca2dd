using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Replicated.Fody.Verify;

/// <summary>
/// What must hold of a body before it is written. The writer does not ask: to a branch that leads out of the body it gives an old offset, and
/// where that happens to fit no tool finds it afterwards.
/// </summary>
internal static class BodyInvariants
{
    /// <summary>The first thing that is wrong with a method's body, or null.</summary>
    /// <param name="hasLines">False of one that was made here: to ask for its lines would make it some, which are written.</param>
    internal static string? ViolationOf(MethodDefinition method, bool hasLines = true)
    {
        if (!method.HasBody)
            return null;
        // Where lines are is read before the offsets change that it is read by.
        var lines = hasLines ? method.DebugInformation : null;
        using var numbers = new InstructionNumbers(method.Body);
        return InstructionViolation(method, numbers)
            ?? new BodyReferences(method.Body, lines, numbers).Violation()
            ?? (method.Body.HasVariables ? VariableViolation(method) : null)
            ?? ShortBranches.ViolationOf(method.Body);
    }

    /// <summary>In one turn: an assembly has many instructions.</summary>
    static string? InstructionViolation(MethodDefinition method, InstructionNumbers numbers)
    {
        var instructions = method.Body.Instructions;
        for (int i = 0; i < instructions.Count; i++)
        {
            var instruction = instructions[i];
            if (!InstructionNumbers.IsAt(instruction, i))
                return $"'{instruction.OpCode.Name}' is there twice";
            if (instruction.OpCode.OpCodeType == OpCodeType.Prefix && (i + 1 == instructions.Count || !Belongs(instruction.OpCode.Code, instructions[i + 1])))
                return $"'{instruction.OpCode.Name}' stands before what it does not belong to";
            if (instruction.Operand != null && (BodyReferences.BranchViolation(instruction, numbers) ?? OperandReferences.ViolationOf(method, instruction)) is { } violation)
                return violation;
        }
        return null;
    }

    static string? VariableViolation(MethodDefinition method) =>
        method.Body.Variables.Select(variable => OperandReferences.ViolationOf(method.Module, variable.VariableType)).FirstOrDefault(violation => violation != null);

    static bool Belongs(Code prefix, Instruction next)
    {
        var code = next.OpCode.Code;
        if (next.OpCode.OpCodeType == OpCodeType.Prefix)
            return true;
        return prefix switch
        {
            Code.Tail => code is Code.Call or Code.Callvirt or Code.Calli,
            Code.Constrained => code is Code.Callvirt or Code.Call or Code.Ldftn,
            Code.Readonly => code is Code.Ldelema or Code.Call or Code.Callvirt,
            Code.No => true,
            _ => code is Code.Ldfld or Code.Stfld or Code.Ldsfld or Code.Stsfld or Code.Ldobj or Code.Stobj or Code.Cpblk or Code.Initblk
                || next.OpCode.Name.StartsWith("ldind", StringComparison.Ordinal) || next.OpCode.Name.StartsWith("stind", StringComparison.Ordinal),
        };
    }
}
