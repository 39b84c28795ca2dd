using System.Reflection.Emit;

namespace Replicated.Audit.Decode;

/// <summary>One instruction of a body.</summary>
/// <param name="Operand">A token, the number of a variable or parameter, or a constant; 0 where there is none.</param>
/// <param name="Targets">The offsets that it can branch to.</param>
public sealed record Instruction(int Index, int Offset, int Length, OpCode OpCode, int Operand, IReadOnlyList<int> Targets)
{
    public int End => Offset + Length;

    /// <summary>Whether it says something about the next one.</summary>
    public bool IsPrefix => OpCode.OpCodeType == OpCodeType.Prefix;

    public bool EndsFlow => OpCode.FlowControl is FlowControl.Branch or FlowControl.Return or FlowControl.Throw;

    public override string ToString() => $"IL_{Offset:x4} {OpCode.Name}";
}
