using Mono.Cecil;

namespace Replicated.Fody.Plan;

/// <summary>A type that code of the module makes something of.</summary>
/// <param name="Type">Closed.</param>
/// <param name="SeenBy">Types whose code names it or its arguments: what is private to another type, only some code can name.</param>
internal sealed record FoundType(TypeReference Type, params IReadOnlyList<TypeDefinition> SeenBy);
