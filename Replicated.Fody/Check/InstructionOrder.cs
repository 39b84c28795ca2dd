using Mono.Cecil.Cil;
using Mono.Collections.Generic;

namespace Replicated.Fody.Check;

/// <summary>
/// The place of each instruction of a body, from 0. Offsets say it where they grow from one to the next; what another weaver has inserted has
/// none, or that of its neighbour.
/// </summary>
internal sealed class InstructionOrder
{
    /// <summary>What no instruction of a body is longer than, but for a switch; offsets beyond it are those of nobody.</summary>
    const int BytesMax = 64;

    readonly Collection<Instruction> instructions;

    /// <summary>The place by the offset; null where these do not grow.</summary>
    readonly int[]? byOffset;
    readonly Dictionary<Instruction, int>? byInstruction;

    internal InstructionOrder(MethodBody body)
    {
        instructions = body.Instructions;
        if (OffsetsGrow(instructions) && instructions[instructions.Count - 1].Offset < instructions.Count * BytesMax)
        {
            byOffset = new int[instructions[instructions.Count - 1].Offset + 1];
            for (int i = 0; i < instructions.Count; i++)
                byOffset[instructions[i].Offset] = i;
            return;
        }
        byInstruction = new Dictionary<Instruction, int>(instructions.Count);
        foreach (var instruction in instructions)
            byInstruction.Add(instruction, byInstruction.Count);
    }

    /// <summary>The place of an instruction; -1 if it is not in the body.</summary>
    internal int Of(Instruction instruction)
    {
        if (byInstruction != null)
            return byInstruction.TryGetValue(instruction, out int known) ? known : -1;
        int place = instruction.Offset >= 0 && instruction.Offset < byOffset!.Length ? byOffset[instruction.Offset] : 0;
        return instructions[place] == instruction ? place : -1;
    }

    static bool OffsetsGrow(Collection<Instruction> instructions)
    {
        for (int i = 1; i < instructions.Count; i++)
        {
            if (instructions[i].Offset <= instructions[i - 1].Offset)
                return false;
        }
        return instructions.Count > 0 && instructions[0].Offset >= 0;
    }
}
