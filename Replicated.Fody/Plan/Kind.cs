using Mono.Cecil;

namespace Replicated.Fody.Plan;

/// <summary>A call that names a type to the runtime: a method of its <c>Kinds</c> with the type arguments.</summary>
internal sealed record Kind(string Method, IReadOnlyList<TypeReference> Arguments);
