using Mono.Cecil.Cil;
using Mono.Collections.Generic;

namespace Replicated.Fody.Verify;

/// <summary>
/// Says of any instruction at once whether it is in a body, and where. While it lives, each instruction's offset is a number that no other
/// instruction has: a table of them would cost more than all that is asked of it.
/// </summary>
internal sealed class InstructionNumbers : IDisposable
{
    readonly Collection<Instruction> instructions;
    readonly int[] offsets;

    internal InstructionNumbers(MethodBody body)
    {
        instructions = body.Instructions;
        offsets = new int[instructions.Count];
        for (int i = 0; i < offsets.Length; i++)
        {
            offsets[i] = instructions[i].Offset;
            instructions[i].Offset = NumberOf(i);
        }
    }

    /// <summary>Whether the instruction at a place is at no other as well.</summary>
    internal static bool IsAt(Instruction instruction, int index) => instruction.Offset == NumberOf(index);

    internal bool Contain(Instruction? instruction) => instruction != null && IsNumber(instruction.Offset) && instructions[IndexOf(instruction)] == instruction;

    /// <summary>The place of an instruction of the body.</summary>
    internal static int IndexOf(Instruction instruction) => -1 - instruction.Offset;

    /// <summary>Whether an offset is one that an instruction of the body has now.</summary>
    internal bool IsNumber(int offset) => offset < 0 && -1 - offset < offsets.Length;

    /// <summary>Gives the offsets back; from the end, so that an instruction that is there twice gets its own.</summary>
    public void Dispose()
    {
        for (int i = offsets.Length - 1; i >= 0; i--)
            instructions[i].Offset = offsets[i];
    }

    static int NumberOf(int index) => -1 - index;
}
