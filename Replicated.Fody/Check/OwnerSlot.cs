using Mono.Cecil.Cil;

namespace Replicated.Fody.Check;

/// <summary>Names the place where the owner of an address is kept: the address itself may be anywhere by then.</summary>
/// <param name="Producer">The instruction that takes the address.</param>
/// <param name="Via">
/// The variable that got the address, where the instruction can run again while the variable still holds what it took before; else null.
/// </param>
internal sealed record OwnerSlot(Instruction Producer, Slot? Via);

/// <summary>A local variable or an argument of a method.</summary>
internal sealed record Slot(bool IsArgument, int Index);
