using System.Reflection.Metadata;

namespace Replicated.Takeover;

/// <summary>Whether anything in an assembly may be marked by name or attribute. The weaver, which has a class of this name, decides by the same names.</summary>
internal static class PossibleMarks
{
    /// <summary>In the prefix, whatever case its first letter has, and in the name of the assembly that has the attributes.</summary>
    const string Part = "eplicated";
    const string Attribute = "ReplicatedAttribute";

    internal static bool AreIn(MetadataReader metadata) =>
        metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).Name)
            .Concat(metadata.TypeDefinitions.Select(handle => metadata.GetTypeDefinition(handle).Name))
            .Concat(metadata.FieldDefinitions.Select(handle => metadata.GetFieldDefinition(handle).Name))
            .Concat(metadata.MethodDefinitions.Select(handle => metadata.GetMethodDefinition(handle).Name))
            .Any(name => metadata.GetString(name).Contains(Part, StringComparison.Ordinal));

    /// <summary>Whether the attribute stands at anything, which no other name can be meant by.</summary>
    internal static bool AreAttributesIn(MetadataReader metadata) =>
        metadata.TypeReferences.Any(handle => IsAttribute(metadata, handle))
        && metadata.CustomAttributes.Select(handle => metadata.GetCustomAttribute(handle).Constructor)
            .Any(constructor => constructor.Kind == HandleKind.MemberReference
                && metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent is { Kind: HandleKind.TypeReference } type
                && IsAttribute(metadata, (TypeReferenceHandle)type));

    static bool IsAttribute(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return metadata.StringComparer.Equals(type.Name, Attribute) && metadata.StringComparer.Equals(type.Namespace, nameof(Replicated));
    }
}
