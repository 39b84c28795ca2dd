using System.Reflection.Metadata;

namespace Replicated.Takeover;

/// <summary>Whether anything in an assembly may be marked by name or attribute. The weaver, which has a class of this name, decides by the same names.</summary>
internal static class PossibleMarks
{
    /// <summary>In the prefix, whatever case its first letter has, and in the name of the assembly that has the attributes.</summary>
    const string Part = "eplicated";

    internal static bool AreIn(MetadataReader metadata) =>
        metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).Name)
            .Concat(metadata.TypeDefinitions.Select(handle => metadata.GetTypeDefinition(handle).Name))
            .Concat(metadata.FieldDefinitions.Select(handle => metadata.GetFieldDefinition(handle).Name))
            .Concat(metadata.MethodDefinitions.Select(handle => metadata.GetMethodDefinition(handle).Name))
            .Any(name => metadata.GetString(name).Contains(Part, StringComparison.Ordinal));
}
