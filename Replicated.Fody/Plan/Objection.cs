using Mono.Cecil;
using Replicated.Fody.Diagnostics;

namespace Replicated.Fody.Plan;

/// <summary>Why members cannot hold a type.</summary>
/// <param name="Part">The part of the type that breaks the rule: itself, an element, a type argument.</param>
internal sealed record Objection(Rule Rule, TypeReference Part);
