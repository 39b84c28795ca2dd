using Mono.Cecil.Cil;
using Replicated.Fody.Diagnostics;

namespace Replicated.Fody.Check;

/// <summary>A use of an address that cannot be handled, or that the user should know of.</summary>
/// <param name="Producer">The instruction that takes the address.</param>
internal sealed record AddressFault(Rule Rule, Instruction At, Instruction Producer);
