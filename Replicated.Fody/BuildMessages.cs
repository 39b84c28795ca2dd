using Fody;
using Replicated.Fody.Diagnostics;

namespace Replicated.Fody;

/// <summary>Shows diagnostics in the build.</summary>
/// <remarks>
/// Fody's own messages have a place but no code. So the diagnostics go into a file, from which our targets show them as MSBuild's own, with
/// codes. The last error has a file of its own: it is shown in another way, which stops the build. Where our targets are not imported they
/// go through Fody, with the code in the text.
/// </remarks>
internal sealed class BuildMessages(BaseModuleWeaver weaver, BuildFiles files, BuildOptions? options)
{
    const string WithoutPlace = "FodyWeavers.xml";

    internal void Show(WeavingResult result)
    {
        if (options == null)
            ShowThroughFody(result);
        else
            Write(result, options.HelpFolder);
    }

    void Write(WeavingResult result, string helpFolder)
    {
        var last = result.Diagnostics.LastOrDefault(diagnostic => diagnostic.Severity == Severity.Error);
        File.WriteAllLines(
            files.Messages,
            result.Diagnostics.Where(diagnostic => diagnostic != last)
                .Select(diagnostic => diagnostic.ToCanonicalLine(WithoutPlace, helpFolder))
                .Concat(result.Report == null ? [] : [$"{result.Report.Summary}; see {files.Report}"]));
        if (result.Report != null)
            File.WriteAllLines(files.Report, result.Report.Lines);
        if (last != null)
            File.WriteAllText(files.LastError, $"{last.PlaceOr(WithoutPlace)}|{last.Rule.Id}||{last.TextWithHelp(helpFolder)}");
    }

    void ShowThroughFody(WeavingResult result)
    {
        foreach (var diagnostic in result.Diagnostics)
        {
            Action<string> show = diagnostic.Severity switch
            {
                Severity.Error => weaver.WriteError,
                Severity.Warning => weaver.WriteWarning,
                _ => weaver.WriteInfo,
            };
            show(diagnostic.ToCanonicalLine(weaver.ModuleDefinition.Name));
        }
    }
}
