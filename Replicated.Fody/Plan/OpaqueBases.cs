using Mono.Cecil;
using Replicated.Fody.Find;

namespace Replicated.Fody.Plan;

/// <summary>Bases that nobody can look into: what they hold would be lost.</summary>
internal static class OpaqueBases
{
    /// <summary>The nearest base that is in an assembly that is not woven and may hold something; null if there is none.</summary>
    internal static TypeReference? NearestOf(TypeDefinition type, References references)
    {
        for (var reference = type.BaseType; reference != null && !LosesNothing(reference);)
        {
            if (References.Resolve(reference) is not { } ancestor)
                return null;
            if (ancestor.Module != type.Module && !references.IsSeen(ancestor.Module.Assembly) && IsOpaque(ancestor))
                return reference;
            reference = ancestor.BaseType;
        }
        return null;
    }

    /// <summary>Whether nothing is lost of a base of the platform: it holds nothing, or what it holds is replicated.</summary>
    internal static bool LosesNothing(TypeReference type) => KnownTypes.EmptyBases.Contains(type.GetElementType().FullName) || BaseCollections.Includes(type);

    /// <summary>Reference assemblies do not show private fields, so only what an implementation shows to be empty is.</summary>
    internal static bool IsOpaque(TypeDefinition type) =>
        CustomAttributes.Has(type.Module.Assembly, "System.Runtime.CompilerServices.ReferenceAssemblyAttribute")
        || type.Fields.Any(field => !field.IsStatic);
}
