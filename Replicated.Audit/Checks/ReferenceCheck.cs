using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Replicated.Audit.Decode;

namespace Replicated.Audit.Checks;

/// <summary>What bodies name is named as their type may: generic owners by an instance, private members from within, readonly fields where they are made.</summary>
public static class ReferenceCheck
{
    public static IEnumerable<Finding> Of(AuditedAssembly assembly)
    {
        foreach (var body in assembly.Bodies)
        {
            foreach (var instruction in body.Instructions.Where(IsMemberAccess))
            {
                var handle = MetadataTokens.EntityHandle(instruction.Operand);
                if (IsOpenOwner(assembly, handle))
                    yield return new Finding("generic owner", body.ToString(), $"{instruction} names a member of a generic type without its arguments");
                // What a token only names is not accessed: the runtime asks for no right there.
                if (Definition(assembly, instruction) is { } found && found.IsPrivate && instruction.OpCode.OperandType != OperandType.InlineTok && !IsWithin(body.Owner, found.Owner))
                    yield return new Finding("private access", body.ToString(), $"{instruction} names {found.Name}, which is private");
                if (IsStore(instruction) && Definition(assembly, instruction) is { IsInitOnly: true } field && !MayInitialise(assembly, body, field.Owner))
                    yield return new Finding("readonly store", body.ToString(), $"{instruction} stores to {field.Name}, which is readonly");
            }
        }
    }

    /// <summary>A handle, which <c>ldtoken</c> loads, accesses nothing: it may be that of a private member, and of a definition.</summary>
    static bool IsMemberAccess(Instruction instruction) => instruction.OpCode.OperandType is OperandType.InlineField or OperandType.InlineMethod
        && MetadataTokens.EntityHandle(instruction.Operand).Kind is HandleKind.FieldDefinition or HandleKind.MethodDefinition or HandleKind.MemberReference or HandleKind.MethodSpecification;

    static bool IsStore(Instruction instruction) => instruction.OpCode == OpCodes.Stfld || instruction.OpCode == OpCodes.Stsfld;

    static bool IsOpenOwner(AuditedAssembly assembly, EntityHandle handle)
    {
        var metadata = assembly.Metadata;
        var owner = handle.Kind switch
        {
            HandleKind.FieldDefinition => metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType(),
            HandleKind.MethodDefinition => metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType(),
            HandleKind.MethodSpecification => Unspecified(metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method),
            HandleKind.MemberReference => Unspecified(metadata.GetMemberReference((MemberReferenceHandle)handle).Parent),
            _ => default,
        };
        return !owner.IsNil && metadata.GetTypeDefinition(owner).GetGenericParameters().Count > 0;

        TypeDefinitionHandle Unspecified(EntityHandle named) => named.Kind switch
        {
            HandleKind.TypeDefinition => (TypeDefinitionHandle)named,
            HandleKind.MethodDefinition => metadata.GetMethodDefinition((MethodDefinitionHandle)named).GetDeclaringType(),
            _ => default,
        };
    }

    /// <summary>The member of the same assembly that an instruction names.</summary>
    static (string Owner, string Name, bool IsPrivate, bool IsInitOnly)? Definition(AuditedAssembly assembly, Instruction instruction)
    {
        if (assembly.FieldOf(instruction.Operand) is { } field)
        {
            if (field.Owner.Assembly != assembly.Name || assembly.FindType(field.Owner.Name) is not { } type)
                return null;
            foreach (var candidate in type.GetFields().Select(assembly.Metadata.GetFieldDefinition).Where(candidate => assembly.Metadata.StringComparer.Equals(candidate.Name, field.Name)))
                return (field.Owner.Name, field.ToString(), (candidate.Attributes & FieldAttributes.FieldAccessMask) == FieldAttributes.Private, candidate.Attributes.HasFlag(FieldAttributes.InitOnly));
            return null;
        }
        if (assembly.MethodOf(instruction.Operand) is not { Owner.Key: { } owner } target || owner.Assembly != assembly.Name || assembly.FindType(owner.Name) is not { } declaring)
            return null;
        var overloads = declaring.GetMethods().Select(assembly.Metadata.GetMethodDefinition).Where(candidate => assembly.Metadata.StringComparer.Equals(candidate.Name, target.Name)).ToList();
        bool allPrivate = overloads.Count > 0 && overloads.All(candidate => (candidate.Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Private);
        return (owner.Name, target.ToString(), allPrivate, false);
    }

    static bool IsWithin(string user, string owner) => user == owner || user.StartsWith(owner + "+", StringComparison.Ordinal);

    static bool MayInitialise(AuditedAssembly assembly, Body body, string owner)
    {
        if (body.Owner != owner)
            return false;
        if (body.Method is ".ctor" or ".cctor" || body.Method.StartsWith(WovenNames.Prefix + "Read", StringComparison.Ordinal))
            return true;
        var signature = assembly.Metadata.GetBlobReader(assembly.Metadata.GetMethodDefinition(body.Handle).Signature);
        return IsInit(assembly, signature);
    }

    /// <summary>Whether a method returns <c>void modreq(IsExternalInit)</c>.</summary>
    static bool IsInit(AuditedAssembly assembly, BlobReader signature)
    {
        signature.ReadSignatureHeader();
        signature.ReadCompressedInteger();
        return signature.ReadSignatureTypeCode() == SignatureTypeCode.RequiredModifier
            && assembly.TypeOf(signature.ReadTypeHandle())?.Key?.Name == "System.Runtime.CompilerServices.IsExternalInit";
    }
}
