using Fody;
using Mono.Cecil;

namespace Replicated.Fody;

/// <summary>Called by Fody once for each assembly that is built.</summary>
public sealed class ModuleWeaver : BaseModuleWeaver
{
    UndisturbedHeap? heap;
    CompiledFiles? untouched;

    public override void Execute()
    {
        heap = new UndisturbedHeap(new FileInfo(AssemblyFilePath).Length);
        try
        {
            Weave();
        }
        catch
        {
            heap.End();
            throw;
        }
    }

    void Weave()
    {
        var files = new BuildFiles(AssemblyFilePath);
        var options = BuildOptions.Read(files.Options);
        var result = Weaving.Weave(ModuleDefinition, Config, options, files.Dump);
        new BuildMessages(this, files, options).Show(result);
        // Fody writes the module whatever becomes of it here. Of one with native code that would fail, and hide what is said of it; it is not
        // shipped, for our targets end the build.
        if (!result.Succeeded)
            ModuleDefinition.Attributes |= ModuleAttributes.ILOnly;
        if (result.IsUntouched && options is { IsAlone: true })
            untouched = new CompiledFiles(AssemblyFilePath);
    }

    /// <summary>Called when the assembly is written.</summary>
    public override void AfterWeaving()
    {
        heap?.End();
        untouched?.PutBack();
    }

    public override void Cancel() => heap?.End();

    public override IEnumerable<string> GetAssembliesForScanning() => ["netstandard", "mscorlib", "System.Runtime", "Replicated.Runtime"];
}
