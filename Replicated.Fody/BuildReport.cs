using Fody;
using Replicated.Fody.Diagnostics;

namespace Replicated.Fody;

/// <summary>Shows diagnostics in the build.</summary>
/// <remarks>
/// Fody's own messages have a place but no code. So our targets put an empty file beside the assembly; if it is there, the diagnostics go
/// into it and the targets show them as MSBuild's own, with codes. Without it they go through Fody, with the code in the text.
/// </remarks>
internal sealed class BuildReport(BaseModuleWeaver weaver)
{
    const string Extension = ".Replicated.txt";

    internal void Show(WeavingResult result)
    {
        string? file = weaver.AssemblyFilePath == null ? null : Path.ChangeExtension(weaver.AssemblyFilePath, null) + Extension;
        if (file != null && File.Exists(file))
            File.WriteAllLines(file, result.Diagnostics.Select(diagnostic => diagnostic.ToCanonicalLine("FodyWeavers.xml")));
        else
            ShowThroughFody(result);
    }

    void ShowThroughFody(WeavingResult result)
    {
        foreach (var diagnostic in result.Diagnostics)
        {
            string line = diagnostic.ToCanonicalLine(weaver.ModuleDefinition.Name);
            Action<string> show = diagnostic.Rule.Severity switch
            {
                Severity.Error => weaver.WriteError,
                Severity.Warning => weaver.WriteWarning,
                _ => weaver.WriteInfo,
            };
            show(line);
        }
    }
}
