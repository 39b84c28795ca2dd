using Mono.Cecil;

namespace Replicated.Fody.Plan;

/// <summary>The replicated statics of a type.</summary>
internal sealed record ReplicatedStatics(TypeDefinition Type, IReadOnlyList<ReplicatedMember> Members)
{
    /// <summary>Each instance of the type has statics of its own, which come to be when it is first used.</summary>
    internal bool IsGeneric => Type.HasGenericParameters;

    /// <summary>Whether code outside of the type's declaring type cannot name it.</summary>
    internal bool IsHidden => !IsVisibleInAssembly(Type);

    internal static bool IsVisibleInAssembly(TypeDefinition type) =>
        !type.IsNested || ((type.IsNestedPublic || type.IsNestedAssembly || type.IsNestedFamilyOrAssembly) && IsVisibleInAssembly(type.DeclaringType));
}
