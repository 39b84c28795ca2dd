using Mono.Cecil;

namespace Replicated.Fody.Plan;

/// <summary>A struct that replicated members hold by value.</summary>
internal sealed record ReplicatedValue(TypeDefinition Type, IReadOnlyList<ReplicatedMember> Members);
