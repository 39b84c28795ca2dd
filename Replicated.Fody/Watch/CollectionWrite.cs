using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Replicated.Fody.Watch;

/// <summary>An instruction changes a collection.</summary>
/// <param name="Operand">As which it gets the collection.</param>
/// <param name="Element">The type of the element that it stores; null where it calls anything else.</param>
internal sealed record CollectionWrite(MethodDefinition Method, Instruction At, int Operand, TypeReference? Element)
{
    /// <summary>Several members may have it, each with a type of its own for the element.</summary>
    public bool Equals(CollectionWrite? other) => other != null && At == other.At && Operand == other.Operand;

    public override int GetHashCode() => At.GetHashCode();
}
