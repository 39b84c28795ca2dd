using Mono.Cecil;

namespace Replicated.Fody.Plan;

/// <summary>A call that names a type to the runtime: a method of its <c>Kinds</c> with the type arguments.</summary>
/// <param name="SeenBy">Types whose code may be able to name the arguments.</param>
internal sealed record Kind(string Method, IReadOnlyList<TypeReference> Arguments, IReadOnlyList<TypeDefinition> SeenBy);
