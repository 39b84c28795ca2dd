using Fody;

namespace Replicated.Fody;

/// <summary>Called by Fody once for each assembly that is built.</summary>
public sealed class ModuleWeaver : BaseModuleWeaver
{
    public override void Execute()
    {
        var files = new BuildFiles(AssemblyFilePath);
        var options = BuildOptions.Read(files.Options);
        var result = Weaving.Weave(ModuleDefinition, Config, options?.Severities, files.Dump, options?.ConfigurationName);
        new BuildMessages(this, files, options).Show(result);
    }

    public override IEnumerable<string> GetAssembliesForScanning() => ["netstandard", "mscorlib", "System.Runtime", "Replicated.Runtime"];
}
