using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Diagnostics;

namespace Replicated.Fody.Check;

/// <summary>A use of the address of a member that cannot be handled, or that the user should know of.</summary>
internal sealed record AddressFault(Rule Rule, Instruction At, FieldReference Field);
