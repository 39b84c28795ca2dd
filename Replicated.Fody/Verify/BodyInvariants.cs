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
    internal static string? ViolationOf(MethodDefinition method)
    {
        if (!method.HasBody)
            return null;
        // Where lines are is read before the offsets change that it is read by.
        _ = method.DebugInformation;
        using var numbers = new InstructionNumbers(method.Body);
        if (numbers.Twice() is { } twice)
            return $"'{twice.OpCode.Name}' is there twice";
        return new BodyReferences(method.Body, numbers).Violation()
            ?? PrefixViolation(method.Body)
            ?? OperandViolation(method)
            ?? ShortBranches.ViolationOf(method.Body);
    }

    static string? OperandViolation(MethodDefinition method)
    {
        foreach (var instruction in method.Body.Instructions)
        {
            if (OperandReferences.ViolationOf(method, instruction) is { } violation)
                return violation;
        }
        return method.Body.HasVariables
            ? method.Body.Variables.Select(variable => OperandReferences.ViolationOf(method.Module, variable.VariableType)).FirstOrDefault(violation => violation != null)
            : null;
    }

    static string? PrefixViolation(MethodBody body)
    {
        var instructions = body.Instructions;
        for (int i = 0; i < instructions.Count; i++)
        {
            if (instructions[i].OpCode.OpCodeType == OpCodeType.Prefix && (i + 1 == instructions.Count || !Belongs(instructions[i].OpCode.Code, instructions[i + 1])))
                return $"'{instructions[i].OpCode.Name}' stands before what it does not belong to";
        }
        return null;
    }

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
