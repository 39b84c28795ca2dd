using Fody;

namespace Replicated.Fody;

/// <summary>Called by Fody once for each assembly that is built.</summary>
public sealed class ModuleWeaver : BaseModuleWeaver
{
    public override void Execute()
    {
        var result = Weaving.Weave(ModuleDefinition, Config);
        new BuildReport(this).Show(result);
    }

    public override IEnumerable<string> GetAssembliesForScanning() => ["netstandard", "mscorlib", "System.Runtime", "Replicated.Runtime"];
}
