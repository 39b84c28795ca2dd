using Replicated.Audit;

namespace Replicated.Tests.Weaving;

/// <summary>Audits samples that are in memory.</summary>
static class SampleAudit
{
    internal static IReadOnlyList<string> FindingsOf(CompiledSample before, CompiledSample after, params CompiledSample[] references)
    {
        using var assemblies = Among(references);
        using var first = AuditedAssembly.Open(before.Assembly, before.Symbols);
        var second = AuditedAssembly.Open(after.Assembly, after.Symbols);
        return [.. FileAudit.Of(first, second, assemblies, after.Symbols).Select(finding => finding.ToString())];
    }

    internal static IReadOnlyList<MemberAccess> AccessesOf(CompiledSample sample, params CompiledSample[] references)
    {
        using var assemblies = Among(references);
        var opened = AuditedAssembly.Open(sample.Assembly, sample.Symbols);
        assemblies.Add(opened);
        return [.. AccessAudit.Of(opened, assemblies)];
    }

    static AssemblySet Among(CompiledSample[] references) => new(name =>
        references.FirstOrDefault(reference => reference.Name == name) is { } sample ? AuditedAssembly.Open(sample.Assembly, sample.Symbols)
        : ReferencePack.FileOf(name) is { } file ? AuditedAssembly.Open(file)
        : null);
}
