using System.Reflection;
using System.Reflection.Metadata;
using Replicated.Audit;
using Replicated.Audit.Decode;

namespace Replicated.Check;

/// <summary>The replicated members of a woven assembly that the code of another one could store to. Compared ones anybody may: the next capture finds it.</summary>
internal static class WritableMembers
{
    /// <param name="isFriend">Whether the other one sees internal members.</param>
    internal static IReadOnlyList<string> Of(AuditedAssembly woven, AssemblySet assemblies, bool isFriend) =>
    [
        .. from handle in woven.Metadata.FieldDefinitions
           let field = woven.Metadata.GetFieldDefinition(handle)
           let type = woven.Metadata.GetTypeDefinition(field.GetDeclaringType())
           let key = new FieldKey(woven.KeyOf(field.GetDeclaringType()), woven.Metadata.GetString(field.Name))
           where !field.Attributes.HasFlag(FieldAttributes.InitOnly) && IsVisible(field, type, isFriend) && IsVisible(woven.Metadata, type, isFriend) && assemblies.IsMember(key) && !assemblies.IsCompared(key)
           select Display.Of(key),
    ];

    static bool IsVisible(FieldDefinition field, TypeDefinition type, bool isFriend)
    {
        bool canDerive = !type.Attributes.HasFlag(TypeAttributes.Sealed);
        return (field.Attributes & FieldAttributes.FieldAccessMask) switch
        {
            FieldAttributes.Public => true,
            FieldAttributes.Assembly => isFriend,
            FieldAttributes.Family => canDerive,
            FieldAttributes.FamORAssem => canDerive || isFriend,
            FieldAttributes.FamANDAssem => canDerive && isFriend,
            _ => false,
        };
    }

    static bool IsVisible(MetadataReader metadata, TypeDefinition type, bool isFriend)
    {
        bool isVisible = (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public or TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem => true,
            TypeAttributes.NotPublic or TypeAttributes.NestedAssembly or TypeAttributes.NestedFamANDAssem => isFriend,
            _ => false,
        };
        return isVisible && (!type.IsNested || IsVisible(metadata, metadata.GetTypeDefinition(type.GetDeclaringType()), isFriend));
    }
}
