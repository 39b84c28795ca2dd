using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Replicated.Fody.Redirect;

/// <summary>The object whose member's address a call gets.</summary>
/// <param name="Mark">Marks the member.</param>
/// <param name="Variable">Holds the object; null for statics.</param>
internal sealed record CallOwner(MethodReference Mark, VariableDefinition? Variable);
