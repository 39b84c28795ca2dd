using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace Replicated.Audit.Checks;

/// <summary>The symbols belong to the assembly and say of each method of the source what they said before.</summary>
public static class SymbolCheck
{
    const int IdSize = 20;

    static readonly HashSet<string> hashes = ["SHA256", "SHA384", "SHA512"];

    /// <param name="image">The symbols as they were written, for their checksum.</param>
    public static IEnumerable<Finding> Of(AuditedAssembly before, AuditedAssembly after, byte[] image)
    {
        if (before.Symbols == null || after.Symbols == null)
            return after.Symbols == before.Symbols ? [] : [new Finding("symbols", after.Name, "are missing on one side")];
        return Identity(after, image)
            .Concat(Compare(after, "sequence points", SequencePoints(before), SequencePoints(after)))
            .Concat(Compare(after, "state machines", StateMachines(before), StateMachines(after)))
            .Concat(Compare(after, "custom debug information", CustomInformation(before), CustomInformation(after)));
    }

    static IEnumerable<Finding> Identity(AuditedAssembly assembly, byte[] image)
    {
        var id = new BlobContentId(assembly.Symbols!.DebugMetadataHeader!.Id);
        foreach (var entry in assembly.Image.ReadDebugDirectory())
        {
            if (entry.Type == DebugDirectoryEntryType.CodeView && (assembly.Image.ReadCodeViewDebugDirectoryData(entry).Guid != id.Guid || entry.Stamp != id.Stamp))
                yield return new Finding("symbols", assembly.Name, "have another id than the assembly names");
            if (entry.Type == DebugDirectoryEntryType.PdbChecksum && assembly.Image.ReadPdbChecksumDebugDirectoryData(entry) is var sum && !IsChecksum(assembly, sum, image))
                yield return new Finding("symbols", assembly.Name, "have another checksum than the assembly names");
        }
    }

    /// <summary>The checksum is that of the symbols with an empty id.</summary>
    static bool IsChecksum(AuditedAssembly assembly, PdbChecksumDebugDirectoryData sum, byte[] image)
    {
        if (!hashes.Contains(sum.AlgorithmName))
            return false;
        byte[] copy = [.. image];
        copy.AsSpan(assembly.Symbols!.DebugMetadataHeader!.IdStartOffset, IdSize).Clear();
        return CryptographicOperations.HashData(new HashAlgorithmName(sum.AlgorithmName), copy).AsSpan().SequenceEqual(sum.Checksum.AsSpan());
    }

    static IEnumerable<Finding> Compare(AuditedAssembly assembly, string what, Dictionary<string, string> before, Dictionary<string, string> after)
    {
        foreach (string method in before.Keys.Union(after.Keys))
        {
            string known = before.GetValueOrDefault(method, "none");
            string found = after.GetValueOrDefault(method, "none");
            if (known != found)
                yield return new Finding("symbols", $"{assembly.Name}: {method}", $"{what} were [{known}] and are [{found}]");
        }
    }

    static Dictionary<string, string> SequencePoints(AuditedAssembly assembly) => ByMethod(assembly, handle => string.Join(
        ' ',
        assembly.Symbols!.GetMethodDebugInformation(handle).GetSequencePoints()
            .Select(point => point.IsHidden ? "hidden" : $"{FileOf(assembly, point)}:{point.StartLine}:{point.StartColumn}-{point.EndLine}:{point.EndColumn}")));

    /// <summary>A method may have lines of several files: a directive of the source says which.</summary>
    static string FileOf(AuditedAssembly assembly, SequencePoint point) => assembly.Symbols!.GetString(assembly.Symbols.GetDocument(point.Document).Name);

    static Dictionary<string, string> StateMachines(AuditedAssembly assembly) => ByMethod(
        assembly,
        handle => assembly.Symbols!.GetMethodDebugInformation(handle).GetStateMachineKickoffMethod() is { IsNil: false } kickoff ? NameOf(assembly, kickoff) : "");

    static Dictionary<string, string> CustomInformation(AuditedAssembly assembly) => ByMethod(assembly, handle => string.Join(
        ' ',
        assembly.Symbols!.GetCustomDebugInformation(handle).Select(information => assembly.Symbols.GetGuid(assembly.Symbols.GetCustomDebugInformation(information).Kind)).Order()));

    static Dictionary<string, string> ByMethod(AuditedAssembly assembly, Func<MethodDefinitionHandle, string> read)
    {
        var found = new Dictionary<string, string>();
        foreach (var handle in assembly.Metadata.MethodDefinitions)
        {
            if (read(handle) is { Length: > 0 } text)
                found[NameOf(assembly, handle)] = text;
        }
        return found;
    }

    static string NameOf(AuditedAssembly assembly, MethodDefinitionHandle handle)
    {
        var method = assembly.Metadata.GetMethodDefinition(handle);
        var signature = assembly.SignatureOf(handle);
        return $"{assembly.KeyOf(method.GetDeclaringType()).Name}.{assembly.Metadata.GetString(method.Name)}({string.Join(',', signature.ParameterTypes)}):{signature.ReturnType}";
    }
}
