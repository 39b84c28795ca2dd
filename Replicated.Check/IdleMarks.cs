using Replicated.Audit;
using Replicated.Audit.Decode;

namespace Replicated.Check;

/// <summary>Marks in an assembly whose build does not weave: they mean nothing there, and a commit would protect nothing of what they stand at.</summary>
internal static class IdleMarks
{
    const string Runtime = "Replicated.Runtime";
    const string Attribute = "Replicated.ReplicatedAttribute";

    /// <summary>Of an assembly that was compiled to be woven the fuse speaks, so nothing is said of it here.</summary>
    internal static IEnumerable<Complaint> Of(Brought assemblies, AssemblyFacts assembly) =>
        assembly is { IsWoven: false, CompiledWith: null }
        && assembly.References.Contains(Runtime)
        && assemblies.Opened.Find(assembly.Name) is { } opened
        && MarkedIn(opened).ToList() is { Count: > 0 } marked
            ? [Complaint.Of(Rules.IdleMarks, assembly.Name, Display.Of(marked))]
            : [];

    static IEnumerable<string> MarkedIn(AuditedAssembly assembly)
    {
        var metadata = assembly.Metadata;
        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(handle);
            var key = assembly.KeyOf(handle);
            if (assembly.HasAttribute(type.GetCustomAttributes(), Attribute))
                yield return Display.Of(key);
            var fields = type.GetFields().Select(metadata.GetFieldDefinition).Where(field => assembly.HasAttribute(field.GetCustomAttributes(), Attribute)).Select(field => field.Name);
            var properties = type.GetProperties().Select(metadata.GetPropertyDefinition).Where(property => assembly.HasAttribute(property.GetCustomAttributes(), Attribute)).Select(property => property.Name);
            foreach (var name in fields.Concat(properties))
                yield return Display.Of(new FieldKey(key, metadata.GetString(name)));
        }
    }
}
