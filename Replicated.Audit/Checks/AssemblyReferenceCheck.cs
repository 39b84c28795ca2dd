namespace Replicated.Audit.Checks;

/// <summary>Weaving adds no reference but that of the runtime.</summary>
public static class AssemblyReferenceCheck
{
    public static IEnumerable<Finding> Of(AuditedAssembly before, AuditedAssembly after)
    {
        var known = Names(before);
        var found = Names(after);
        foreach (string added in found.Except(known).Where(name => !name.StartsWith(WovenNames.Runtime + ",", StringComparison.Ordinal)))
            yield return new Finding("references", after.Name, $"{added} is new");
        foreach (string lost in known.Except(found))
            yield return new Finding("references", after.Name, $"{lost} is gone");
        foreach (var twice in found.GroupBy(name => name).Where(group => group.Count() > 1))
            yield return new Finding("references", after.Name, $"{twice.Key} is there twice");
    }

    static List<string> Names(AuditedAssembly assembly) =>
        [.. assembly.Metadata.AssemblyReferences.Select(handle => assembly.Metadata.GetAssemblyReference(handle).GetAssemblyName().FullName)];
}
