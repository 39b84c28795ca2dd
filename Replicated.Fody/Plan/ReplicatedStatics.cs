using Mono.Cecil;

namespace Replicated.Fody.Plan;

/// <summary>The replicated statics of a type.</summary>
internal sealed record ReplicatedStatics(TypeDefinition Type, IReadOnlyList<ReplicatedMember> Members);
