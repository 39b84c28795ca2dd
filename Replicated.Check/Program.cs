using Replicated.Fody;
using Replicated.Fody.Diagnostics;

namespace Replicated.Check;

/// <summary>
/// Called by the targets of the package. Complaints are lines that MSBuild reads, but for the last error: that is in a file, for it is shown in
/// another way, which stops the build. The exit code is 0 where there is no error, 1 where there is, another where the check could not be made.
/// </summary>
/// <example>
/// <code>
/// replicated-check build   MyApp.csproj options.txt error.txt assemblies.txt packaged.txt kept.txt  who could write replicated members and is not woven, and who keeps the runtime to itself
/// replicated-check package MyLibrary.csproj options.txt error.txt assemblies.txt            what the first assembly leaves open to the builds of others
/// replicated-check publish MyApp.csproj options.txt error.txt assemblies.txt platform.txt pathmap.txt trimmed.txt   what is wrong in assemblies that are published together
/// </code>
/// </example>
internal static class Program
{
    const int Found = 1;
    const int Usage = 2;

    static int Main(string[] arguments)
    {
        if (arguments is not [var task, var origin, var optionsFile, var errorFile, .. var lists] || BuildOptions.Read(optionsFile) is not { } options)
            return Refuse();
        string[][] files = [.. lists.Select(File.ReadAllLines)];
        return (task, files) switch
        {
            ("build", [[var first, .. var rest], var packaged, var kept]) => Show(
                (origin, options, errorFile),
                [first, .. rest, .. packaged],
                [],
                assemblies =>
                [
                    .. UnwovenWriters.Of(assemblies, packaged),
                    .. assemblies.All.Where(assembly => assembly.File == first).SelectMany(assembly => IdleMarks.Of(assemblies, assembly)),
                    .. kept.Select(library => Complaint.Of(Fody.Diagnostics.Rules.KeptRuntime, library)),
                ]),
            ("package", [[var first, .. var rest]]) => Show((origin, options, errorFile), [first, .. rest], [], assemblies => UnwovenWriters.InPackage(assemblies, first)),
            ("publish", [var published, var platform, var pathMap, var trimmed]) => Show(
                (origin, options, errorFile),
                published,
                platform,
                assemblies => Published.Of(assemblies, new Places(string.Concat(pathMap)), isTrimmed: trimmed is ["true"])),
            _ => Refuse(),
        };
    }

    static int Show((string Origin, BuildOptions Options, string ErrorFile) shown, string[] files, string[] platform, Func<Brought, IEnumerable<Complaint>> check)
    {
        using var assemblies = new Brought(files, platform);
        var diagnostics = new DiagnosticBag(shown.Options.Severities);
        foreach (var complaint in check(assemblies))
            diagnostics.Report(complaint.Rule, complaint.Place, complaint.Arguments);
        string help = shown.Options.HelpFolder;
        var last = diagnostics.All.LastOrDefault(diagnostic => diagnostic.Severity == Severity.Error);
        foreach (var diagnostic in diagnostics.All.Where(diagnostic => diagnostic != last))
            Console.Out.WriteLine(diagnostic.ToCanonicalLine(shown.Origin, help));
        File.Delete(shown.ErrorFile);
        if (last != null)
            File.WriteAllText(shown.ErrorFile, $"{last.PlaceOr(shown.Origin)}|{last.Rule.Id}||{last.TextWithHelp(help)}");
        return last == null ? 0 : Found;
    }

    static int Refuse()
    {
        Console.Error.WriteLine("usage: replicated-check build|package|publish PROJECT OPTIONS ERROR-FILE LIST [LIST...]");
        return Usage;
    }
}
