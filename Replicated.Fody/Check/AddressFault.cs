using Mono.Cecil.Cil;
using Replicated.Fody.Diagnostics;

namespace Replicated.Fody.Check;

/// <summary>A use of an address that cannot be handled.</summary>
internal sealed record AddressFault(Rule Rule, Instruction At);
