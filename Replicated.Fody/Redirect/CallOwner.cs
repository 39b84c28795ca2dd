using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Replicated.Fody.Redirect;

/// <summary>The object whose member's address a call gets, or the array whose element's.</summary>
/// <param name="Lend">Says that the call has the address.</param>
/// <param name="Mark">Marks the member, or reports the element.</param>
/// <param name="Variables">Hold what these two get: the object, and nothing for statics; the array, and the index.</param>
internal sealed record CallOwner(MethodReference Lend, MethodReference Mark, IReadOnlyList<VariableDefinition> Variables);
