using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Replicated.Audit.Decode;

namespace Replicated.Audit;

/// <summary>An assembly as it was written, with what can be asked of its metadata. Not thread-safe.</summary>
public sealed class AuditedAssembly : IDisposable
{
    readonly PEReader image;
    readonly MetadataReaderProvider? symbols;
    readonly SignatureReader signatures;
    readonly Lazy<IReadOnlyDictionary<string, TypeDefinitionHandle>> types;
    readonly Lazy<IReadOnlyList<Body>> bodies;
    readonly Lazy<ILookup<(string, string), Body>> bodiesByName;
    readonly Dictionary<int, MethodTarget?> methods = [];
    readonly Dictionary<int, FieldKey?> fields = [];

    AuditedAssembly(PEReader image, MetadataReaderProvider? symbols)
    {
        this.image = image;
        this.symbols = symbols;
        Metadata = image.GetMetadataReader();
        Name = Metadata.GetString(Metadata.GetAssemblyDefinition().Name);
        signatures = new SignatureReader(this);
        types = new(() => Metadata.TypeDefinitions.ToDictionary(handle => KeyOf(handle).Name));
        bodies = new(() => [.. Metadata.MethodDefinitions.Select(BodyOf).OfType<Body>()]);
        bodiesByName = new(() => bodies.Value.ToLookup(body => (body.Owner, body.Method)));
    }

    /// <summary>The simple name.</summary>
    public string Name { get; }

    public MetadataReader Metadata { get; }

    public PEReader Image => image;

    /// <summary>The portable symbols, or null if there are none.</summary>
    public MetadataReader? Symbols => symbols?.GetMetadataReader();

    public bool IsWoven => Metadata.GetAssemblyDefinition().GetCustomAttributes().Any(handle => TypeOf(handle) == WovenNames.WovenAttribute);

    /// <summary>Every method that has a body.</summary>
    /// <exception cref="BadImageFormatException">A body cannot be decoded; the message names the method.</exception>
    public IReadOnlyList<Body> Bodies => bodies.Value;

    /// <summary>The bodies of a type's methods of a name.</summary>
    internal IEnumerable<Body> BodiesOf(TypeKey owner, string method) => owner.Assembly == Name ? bodiesByName.Value[(owner.Name, method)] : [];

    /// <summary>Opens an assembly file with the symbols beside it or within it, if there are any.</summary>
    /// <returns>Null if the file is not a managed assembly.</returns>
    public static AuditedAssembly? Open(string file)
    {
        var bytes = ImmutableArray.Create(File.ReadAllBytes(file));
        var image = new PEReader(bytes);
        if (!IsAssembly(image))
        {
            image.Dispose();
            return null;
        }
        image.TryOpenAssociatedPortablePdb(file, path => File.Exists(path) ? new MemoryStream(File.ReadAllBytes(path)) : null, out var symbols, out _);
        return new AuditedAssembly(image, symbols);
    }

    /// <summary>Opens an assembly that is in memory.</summary>
    public static AuditedAssembly Open(byte[] assembly, byte[]? symbols) =>
        new(new PEReader(ImmutableArray.Create(assembly)), symbols == null ? null : MetadataReaderProvider.FromPortablePdbImage(ImmutableArray.Create(symbols)));

    public void Dispose()
    {
        symbols?.Dispose();
        image.Dispose();
    }

    /// <summary>A type by its full name, nested types with a plus.</summary>
    public TypeDefinition? FindType(string name) => types.Value.TryGetValue(name, out var handle) ? Metadata.GetTypeDefinition(handle) : null;

    /// <summary>The assembly that a type was moved to, where this one only points there.</summary>
    internal string? ForwardOf(string name)
    {
        foreach (var handle in Metadata.ExportedTypes)
        {
            var exported = Metadata.GetExportedType(handle);
            if (exported.IsForwarder && FullName(exported.Namespace, exported.Name) == name)
                return Metadata.GetString(Metadata.GetAssemblyReference((AssemblyReferenceHandle)exported.Implementation).Name);
        }
        return null;
    }

    public TypeKey KeyOf(TypeDefinitionHandle handle)
    {
        var type = Metadata.GetTypeDefinition(handle);
        return type.IsNested
            ? new TypeKey(Name, $"{KeyOf(type.GetDeclaringType()).Name}+{Metadata.GetString(type.Name)}")
            : new TypeKey(Name, FullName(type.Namespace, type.Name));
    }

    public TypeKey KeyOf(TypeReferenceHandle handle)
    {
        var type = Metadata.GetTypeReference(handle);
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
        {
            var outer = KeyOf((TypeReferenceHandle)type.ResolutionScope);
            return new TypeKey(outer.Assembly, $"{outer.Name}+{Metadata.GetString(type.Name)}");
        }
        string scope = type.ResolutionScope.Kind == HandleKind.AssemblyReference
            ? Metadata.GetString(Metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name)
            : Name;
        return new TypeKey(scope, FullName(type.Namespace, type.Name));
    }

    /// <summary>The type that a token names; null if it names none.</summary>
    public SignatureType? TypeOf(EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeDefinition => signatures.GetTypeFromDefinition(Metadata, (TypeDefinitionHandle)handle, 0),
        HandleKind.TypeReference => signatures.GetTypeFromReference(Metadata, (TypeReferenceHandle)handle, 0),
        HandleKind.TypeSpecification => signatures.GetTypeFromSpecification(Metadata, null, (TypeSpecificationHandle)handle, 0),
        _ => null,
    };

    /// <summary>The field that an instruction names; null where its operand is none.</summary>
    public FieldKey? FieldOf(int token)
    {
        if (!fields.TryGetValue(token, out var field))
            fields.Add(token, field = ReadField(MetadataTokens.EntityHandle(token)));
        return field;
    }

    /// <summary>The method that an instruction names; null where its operand is none.</summary>
    public MethodTarget? MethodOf(int token)
    {
        if (!methods.TryGetValue(token, out var method))
            methods.Add(token, method = ReadMethod(MetadataTokens.EntityHandle(token)));
        return method;
    }

    /// <summary>What a generic method is called with.</summary>
    public ImmutableArray<SignatureType> TypeArgumentsOf(MethodSpecificationHandle handle) => Metadata.GetMethodSpecification(handle).DecodeSignature(signatures, null);

    public MethodSignature<SignatureType> SignatureOf(MethodDefinitionHandle handle) => Metadata.GetMethodDefinition(handle).DecodeSignature(signatures, null);

    public SignatureType SignatureOf(FieldDefinitionHandle handle) => Metadata.GetFieldDefinition(handle).DecodeSignature(signatures, null);

    /// <summary>The types of a body's local variables.</summary>
    public ImmutableArray<SignatureType> LocalsOf(MethodDefinitionHandle handle)
    {
        var signature = image.GetMethodBody(Metadata.GetMethodDefinition(handle).RelativeVirtualAddress).LocalSignature;
        return signature.IsNil ? [] : Metadata.GetStandaloneSignature(signature).DecodeLocalSignature(signatures, null);
    }

    public bool HasAttribute(CustomAttributeHandleCollection attributes, string name) => attributes.Any(handle => TypeOf(handle) == name);

    /// <summary>The full name of an attribute's type.</summary>
    internal string? TypeOf(CustomAttributeHandle handle)
    {
        var constructor = Metadata.GetCustomAttribute(handle).Constructor;
        return constructor.Kind == HandleKind.MemberReference
            ? TypeOf(Metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent)?.Key?.Name
            : KeyOf(Metadata.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType()).Name;
    }

    FieldKey? ReadField(EntityHandle handle)
    {
        if (handle.Kind == HandleKind.FieldDefinition)
        {
            var field = Metadata.GetFieldDefinition((FieldDefinitionHandle)handle);
            return new FieldKey(KeyOf(field.GetDeclaringType()), Metadata.GetString(field.Name));
        }
        if (handle.Kind != HandleKind.MemberReference)
            return null;
        var member = Metadata.GetMemberReference((MemberReferenceHandle)handle);
        return member.GetKind() == MemberReferenceKind.Field && TypeOf(member.Parent)?.Key is { } owner ? new FieldKey(owner, Metadata.GetString(member.Name)) : null;
    }

    MethodTarget? ReadMethod(EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.MethodDefinition:
                var method = Metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                return new MethodTarget(TypeOf(method.GetDeclaringType()), Metadata.GetString(method.Name), method.DecodeSignature(signatures, null));
            case HandleKind.MemberReference:
                var member = Metadata.GetMemberReference((MemberReferenceHandle)handle);
                return member.GetKind() == MemberReferenceKind.Method
                    ? new MethodTarget(TypeOf(member.Parent), Metadata.GetString(member.Name), member.DecodeMethodSignature(signatures, null))
                    : null;
            case HandleKind.MethodSpecification:
                return ReadMethod(Metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method);
            case HandleKind.StandaloneSignature:
                return new MethodTarget(null, "*", Metadata.GetStandaloneSignature((StandaloneSignatureHandle)handle).DecodeMethodSignature(signatures, null));
            default:
                return null;
        }
    }

    Body? BodyOf(MethodDefinitionHandle handle)
    {
        var method = Metadata.GetMethodDefinition(handle);
        if (method.RelativeVirtualAddress == 0 || (method.ImplAttributes & System.Reflection.MethodImplAttributes.CodeTypeMask) != 0)
            return null;
        string name = Metadata.GetString(method.Name);
        string owner = KeyOf(method.GetDeclaringType()).Name;
        try
        {
            var block = image.GetMethodBody(method.RelativeVirtualAddress);
            var bytes = block.GetILReader();
            return new Body(handle, name, owner, InstructionDecoder.Decode(bytes), block.ExceptionRegions, bytes.Length);
        }
        catch (BadImageFormatException fault)
        {
            throw new BadImageFormatException($"the body of {owner}.{name} cannot be decoded: {fault.Message}", fault);
        }
    }

    string FullName(StringHandle space, StringHandle name) => space.IsNil ? Metadata.GetString(name) : $"{Metadata.GetString(space)}.{Metadata.GetString(name)}";

    static bool IsAssembly(PEReader image)
    {
        try
        {
            return image.HasMetadata && image.GetMetadataReader().IsAssembly;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }
}
