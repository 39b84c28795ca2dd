using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Replicated.Audit.Decode;

/// <summary>Reads signatures of one assembly.</summary>
sealed class SignatureReader(AuditedAssembly assembly) : ISignatureTypeProvider<SignatureType, object?>
{
    public SignatureType GetPrimitiveType(PrimitiveTypeCode code) => new(TypeForm.Named, code.ToString(), new TypeKey("System.Runtime", "System." + code));

    public SignatureType GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Named(assembly.KeyOf(handle));

    public SignatureType GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => Named(assembly.KeyOf(handle));

    public SignatureType GetTypeFromSpecification(MetadataReader reader, object? context, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, context);

    public SignatureType GetGenericInstantiation(SignatureType type, ImmutableArray<SignatureType> arguments) =>
        new(TypeForm.Named, $"{type.Text}<{string.Join(',', arguments)}>", type.Key) { Arguments = arguments };

    public SignatureType GetArrayType(SignatureType element, ArrayShape shape) => new(TypeForm.ArrayOf, $"{element}[{new string(',', shape.Rank - 1)}]", null, element);

    public SignatureType GetSZArrayType(SignatureType element) => new(TypeForm.ArrayOf, element + "[]", null, element);

    public SignatureType GetByReferenceType(SignatureType element) => new(TypeForm.ReferenceTo, element + "&", null, element) { IsReadOnlyReference = element.IsReadOnlyReference };

    public SignatureType GetPointerType(SignatureType element) => new(TypeForm.PointerTo, element + "*", null, element);

    public SignatureType GetPinnedType(SignatureType element) => element;

    public SignatureType GetFunctionPointerType(MethodSignature<SignatureType> signature) => new(TypeForm.PointerTo, "method*");

    public SignatureType GetGenericMethodParameter(object? context, int index) => new(TypeForm.Parameter, "!!" + index);

    public SignatureType GetGenericTypeParameter(object? context, int index) => new(TypeForm.Parameter, "!" + index);

    public SignatureType GetModifiedType(SignatureType modifier, SignatureType unmodified, bool isRequired) =>
        modifier.Key?.Name == "System.Runtime.InteropServices.InAttribute" ? unmodified with { IsReadOnlyReference = true } : unmodified;

    static SignatureType Named(TypeKey key) => new(TypeForm.Named, key.Name, key);
}
