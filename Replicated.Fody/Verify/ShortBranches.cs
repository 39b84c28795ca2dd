using Mono.Cecil.Cil;

namespace Replicated.Fody.Verify;

/// <summary>Branches of one byte reach their targets. The writer cuts off what does not fit.</summary>
internal static class ShortBranches
{
    /// <param name="body">While its instructions have numbers, and all its branches lead to instructions that have one.</param>
    internal static string? ViolationOf(MethodBody body)
    {
        var instructions = body.Instructions;
        if (!instructions.Any(IsShort))
            return null;
        int[] ends = new int[instructions.Count];
        int size = 0;
        for (int i = 0; i < ends.Length; i++)
            ends[i] = size += instructions[i].GetSize();
        for (int i = 0; i < ends.Length; i++)
        {
            if (!IsShort(instructions[i]))
                continue;
            int target = InstructionNumbers.IndexOf((Instruction)instructions[i].Operand);
            int distance = (target == 0 ? 0 : ends[target - 1]) - ends[i];
            if (distance is < sbyte.MinValue or > sbyte.MaxValue)
                return $"'{instructions[i].OpCode.Name}' has to reach {distance} bytes";
        }
        return null;
    }

    static bool IsShort(Instruction instruction) => instruction.OpCode.OperandType == OperandType.ShortInlineBrTarget;
}
