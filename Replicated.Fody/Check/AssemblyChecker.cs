using Mono.Cecil;
using Replicated.Fody.Diagnostics;
using Replicated.Fody.Find;

namespace Replicated.Fody.Check;

/// <summary>Whether the assembly is one that can be woven, and this the time for it.</summary>
internal sealed class AssemblyChecker(ModuleDefinition module, References references, DiagnosticBag diagnostics)
{
    string Name => module.Assembly.Name.Name;

    /// <param name="build">What the project says; null where there is none.</param>
    internal void Check(BuildOptions? build)
    {
        string? configurationName = build?.ConfigurationName;
        if (references.ContractOf(module.Assembly) != null)
            diagnostics.Report(Rules.WovenTwice, null, Name, References.ConfigurationOf(module.Assembly) ?? "none", configurationName ?? "none");
        if ((module.Attributes & ModuleAttributes.ILOnly) == 0)
            diagnostics.Report(Rules.NotWritable, null, Name, "native code beside its IL");
        if (module.Assembly.Modules.Count > 1)
            diagnostics.Report(Rules.NotWritable, null, Name, $"a second module, '{module.Assembly.Modules[1].Name}'");
        foreach (var later in build?.LaterWeavers ?? [])
            diagnostics.Report(Rules.NotLast, later.Place, later.Name);
        foreach (var place in build?.RepeatedSettings ?? [])
            diagnostics.Report(Rules.RepeatedSettings, place);
    }

    /// <summary>Whether it is woven already as it would be: nothing is left to be done.</summary>
    internal static bool IsDone(AssemblyDefinition assembly, References references, int contract, string? configurationName) =>
        configurationName != null
        && references.ContractOf(assembly) == contract
        && References.ConfigurationOf(assembly) == configurationName;
}
