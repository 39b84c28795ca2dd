using Replicated.Audit;

namespace Replicated.Tests.Weaving;

/// <summary>Audits samples that are in memory.</summary>
static class SampleAudit
{
    internal static IReadOnlyList<string> FindingsOf(CompiledSample before, CompiledSample after, params CompiledSample[] references) =>
        [.. Findings(before, after, references).Select(finding => finding.ToString())];

    internal static IEnumerable<string> ChecksThatFind(CompiledSample before, CompiledSample after) => Findings(before, after, []).Select(finding => finding.Check).Distinct();

    internal static IReadOnlyList<MemberAccess> AccessesOf(CompiledSample sample, params CompiledSample[] references)
    {
        using var assemblies = Among(references);
        var opened = AuditedAssembly.Open(sample.Assembly, sample.Symbols);
        assemblies.Add(opened);
        return [.. AccessAudit.Of(opened, assemblies)];
    }

    static IReadOnlyList<Finding> Findings(CompiledSample before, CompiledSample after, CompiledSample[] references)
    {
        using var assemblies = Among(references);
        using var first = AuditedAssembly.Open(before.Assembly, before.Symbols);
        return FileAudit.Of(first, AuditedAssembly.Open(after.Assembly, after.Symbols), assemblies, after.Symbols);
    }

    static AssemblySet Among(CompiledSample[] references) => new(name =>
        references.FirstOrDefault(reference => reference.Name == name) is { } sample ? AuditedAssembly.Open(sample.Assembly, sample.Symbols)
        : ReferencePack.FileOf(name) is { } file ? AuditedAssembly.Open(file)
        : null);
}
