using Mono.Cecil.Cil;

namespace Replicated.Fody.Check;

/// <summary>An instruction puts an operand into a variable.</summary>
/// <param name="IsWhole">What the variable held before is gone; else it may hold both.</param>
internal sealed record Filling(Instruction At, int Operand, Slot Slot, bool IsWhole);
