using Mono.Cecil.Cil;

namespace Replicated.Fody.Check;

/// <summary>An instruction has an address, or something that holds one, as an operand.</summary>
/// <param name="Sources">Where the owners of the addresses are found that it can be.</param>
internal sealed record AddressUse(Instruction At, int Operand, IReadOnlyCollection<OwnerSlot> Sources);

/// <summary>An instruction writes through an address, so that the owner has to be marked after it.</summary>
/// <param name="IsCall">It runs code that may write at any time, and may throw.</param>
internal sealed record AddressWrite(Instruction At, OwnerSlot Source, bool IsCall);

/// <summary>A variable gets an address, so that its owner is to be noted for this variable.</summary>
internal sealed record OwnerCopy(Instruction At, OwnerSlot From, OwnerSlot To);
