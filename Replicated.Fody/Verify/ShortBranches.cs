using Mono.Cecil.Cil;

namespace Replicated.Fody.Verify;

/// <summary>Branches of one byte reach their targets. The writer cuts off what does not fit.</summary>
internal static class ShortBranches
{
    internal static string? ViolationOf(MethodBody body)
    {
        if (!body.Instructions.Any(instruction => instruction.OpCode.OperandType == OperandType.ShortInlineBrTarget))
            return null;
        var offsets = new Dictionary<Instruction, int>();
        int size = 0;
        foreach (var instruction in body.Instructions)
        {
            offsets.Add(instruction, size);
            size += instruction.GetSize();
        }
        foreach (var branch in body.Instructions.Where(instruction => instruction.OpCode.OperandType == OperandType.ShortInlineBrTarget))
        {
            int distance = offsets[(Instruction)branch.Operand] - offsets[branch] - branch.GetSize();
            if (distance is < sbyte.MinValue or > sbyte.MaxValue)
                return $"'{branch.OpCode.Name}' has to reach {distance} bytes";
        }
        return null;
    }
}
