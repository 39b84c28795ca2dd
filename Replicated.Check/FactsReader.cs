using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Replicated.Audit;
using Replicated.Takeover;

namespace Replicated.Check;

/// <summary>Reads manifests only: most of the assemblies that a build brings together have nothing to do with replication.</summary>
internal static class FactsReader
{
    const string Woven = "Replicated.Woven.WovenAttribute";
    const string Metadata = "System.Reflection.AssemblyMetadataAttribute";
    const string Friend = "System.Runtime.CompilerServices.InternalsVisibleToAttribute";
    const string MustBeWoven = "Replicated.MustBeWoven";
    const string IfMarked = "Replicated.MustBeWovenIfMarked";
    const string Configuration = "Configuration";
    const byte SerializedString = 0x0e;

    /// <summary>Null where the file is no managed assembly.</summary>
    internal static AssemblyFacts? Read(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        try
        {
            return image.HasMetadata && image.GetMetadataReader() is { IsAssembly: true } metadata ? Read(file, metadata) : null;
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }

    static AssemblyFacts Read(string file, MetadataReader metadata)
    {
        var friends = new List<string>();
        int? contract = null;
        string? wovenWith = null;
        string? compiledWith = null;
        bool isIfMarked = false;
        foreach (var handle in metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = metadata.GetCustomAttribute(handle);
            // Two bytes stand in front of the arguments.
            var blob = metadata.GetBlobReader(attribute.Value);
            blob.Offset = Math.Min(2, blob.Length);
            switch (NameOf(metadata, attribute))
            {
                case Woven:
                    contract = blob.ReadInt32();
                    wovenWith = ReadConfiguration(ref blob);
                    break;
                case Metadata when blob.ReadSerializedString() is (MustBeWoven or IfMarked) and var key:
                    compiledWith = blob.ReadSerializedString();
                    isIfMarked = key == IfMarked;
                    break;
                case Friend:
                    friends.Add(blob.ReadSerializedString()!.Split(',')[0]);
                    break;
            }
        }
        return new AssemblyFacts(
            metadata.GetString(metadata.GetAssemblyDefinition().Name),
            file,
            [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))],
            metadata.TypeReferences.Any(handle => metadata.StringComparer.Equals(metadata.GetTypeReference(handle).Name, UnsafeAccessors.TypeAttribute)),
            friends,
            contract,
            wovenWith,
            compiledWith,
            isIfMarked && !PossibleMarks.AreIn(metadata));
    }

    /// <summary>The named argument of the weaver's attribute: kind, type, name, value.</summary>
    static string? ReadConfiguration(ref BlobReader blob)
    {
        for (int named = blob.ReadUInt16(); named > 0; named--)
        {
            _ = blob.ReadByte();
            if (blob.ReadByte() != SerializedString)
                return null;
            string? name = blob.ReadSerializedString();
            string? value = blob.ReadSerializedString();
            if (name == Configuration)
                return value;
        }
        return null;
    }

    static string NameOf(MetadataReader metadata, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference || metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is not { Kind: HandleKind.TypeReference } parent)
            return "";
        var type = metadata.GetTypeReference((TypeReferenceHandle)parent);
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }
}
