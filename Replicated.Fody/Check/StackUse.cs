using Mono.Cecil.Cil;

namespace Replicated.Fody.Check;

/// <summary>A value is popped by an instruction as its operand of this number, from 0 in the order they were pushed.</summary>
internal readonly record struct StackUse(Instruction Consumer, int Operand);
