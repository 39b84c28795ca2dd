using System.Reflection.Metadata;
using Replicated.Audit.Decode;

namespace Replicated.Audit;

/// <summary>Finds the methods without a body that hand out the address of a field, because an attribute says so.</summary>
public static class UnsafeAccessors
{
    const string Space = "System.Runtime.CompilerServices.";
    const string Accessor = Space + "UnsafeAccessorAttribute";

    /// <summary>Names the type of a parameter that is declared as <c>object</c>, so that nothing else refers to it.</summary>
    public const string TypeAttribute = "UnsafeAccessorTypeAttribute";

    /// <summary><c>UnsafeAccessorKind.Field</c> and <c>StaticField</c>.</summary>
    static readonly int[] fieldKinds = [3, 4];

    /// <summary>The fields by the methods that hand them out, as reflection would name them.</summary>
    public static IEnumerable<(string Method, FieldKey Field)> Of(AuditedAssembly assembly)
    {
        var metadata = assembly.Metadata;
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress != 0 || FieldNameOf(assembly, method) is not { } field)
                continue;
            if (OwnerOf(assembly, handle, method) is { } owner)
                yield return ($"{assembly.KeyOf(method.GetDeclaringType()).Name}.{metadata.GetString(method.Name)}", new FieldKey(owner, field));
        }
    }

    static string? FieldNameOf(AuditedAssembly assembly, MethodDefinition method)
    {
        if (Arguments(assembly, method.GetCustomAttributes(), Accessor) is not { } arguments || !fieldKinds.Contains(arguments.ReadInt32()))
            return null;
        if (arguments.ReadUInt16() == 0)
            return assembly.Metadata.GetString(method.Name);
        // The one named argument that there is: kind, type, name, value.
        arguments.Offset += 2;
        _ = arguments.ReadSerializedString();
        return arguments.ReadSerializedString();
    }

    static TypeKey? OwnerOf(AuditedAssembly assembly, MethodDefinitionHandle handle, MethodDefinition method)
    {
        var parameters = assembly.SignatureOf(handle).ParameterTypes;
        if (parameters.IsEmpty)
            return null;
        foreach (var parameter in method.GetParameters().Select(assembly.Metadata.GetParameter).Where(parameter => parameter.SequenceNumber == 1))
        {
            if (Arguments(assembly, parameter.GetCustomAttributes(), Space + TypeAttribute)?.ReadSerializedString() is { } name)
                return Named(name, assembly);
        }
        return (parameters[0].Element ?? parameters[0]).Key;
    }

    /// <summary>A type by the name that reflection has for it: <c>Bank.Outer`1+Account[[!0]], Assembly</c>.</summary>
    static TypeKey Named(string name, AuditedAssembly assembly)
    {
        string behind = name[(name.LastIndexOf(']') + 1)..];
        int comma = behind.IndexOf(',', StringComparison.Ordinal);
        return new TypeKey(comma < 0 ? assembly.Name : behind[(comma + 1)..].Split(',')[0].Trim(), name.Split('[', ',')[0].Trim());
    }

    /// <summary>The arguments of an attribute, behind the two bytes that stand in front; null where there is no such attribute.</summary>
    static BlobReader? Arguments(AuditedAssembly assembly, CustomAttributeHandleCollection attributes, string name)
    {
        foreach (var handle in attributes.Where(handle => assembly.TypeOf(handle) == name))
        {
            var blob = assembly.Metadata.GetBlobReader(assembly.Metadata.GetCustomAttribute(handle).Value);
            blob.Offset = Math.Min(2, blob.Length);
            return blob;
        }
        return null;
    }
}
