using Mono.Cecil;

namespace Replicated.Fody.Check;

/// <summary>All changes to the body of one method.</summary>
internal sealed record BodyPlan(MethodDefinition Method, IReadOnlyList<Change> Changes);
