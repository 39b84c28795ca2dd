using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Replicated.Fody.Redirect;

/// <summary>The object whose member's address a call gets.</summary>
/// <param name="Lend">Says that the call has the address.</param>
/// <param name="Mark">Marks the member.</param>
/// <param name="Variable">Holds the object; null for statics.</param>
internal sealed record CallOwner(MethodReference Lend, MethodReference Mark, VariableDefinition? Variable);
