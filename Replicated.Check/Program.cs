namespace Replicated.Check;

/// <summary>
/// Called by the targets of the package. Complaints are lines that MSBuild reads, but for the last error: that is in a file, for it is shown in
/// another way, which stops the build. The exit code is 0 where there is no error, 1 where there is, another where the check could not be made.
/// </summary>
/// <example>
/// <code>
/// replicated-check build   MyApp.csproj ../ error.txt assemblies.txt packaged.txt  who could write replicated members and is not woven
/// replicated-check package MyLibrary.csproj ../ error.txt assemblies.txt            what the first assembly leaves open to the builds of others
/// replicated-check publish MyApp.csproj ../ error.txt assemblies.txt platform.txt pathmap.txt   what is wrong in assemblies that are published together
/// </code>
/// </example>
internal static class Program
{
    const int Found = 1;
    const int Usage = 2;

    static int Main(string[] arguments)
    {
        if (arguments is not [var task, var origin, var helpFolder, var errorFile, .. var lists])
            return Refuse();
        string[][] files = [.. lists.Select(File.ReadAllLines)];
        return (task, files) switch
        {
            ("build", [[var first, .. var rest], var packaged]) => Show(
                (origin, helpFolder, errorFile),
                [first, .. rest, .. packaged],
                [],
                assemblies => UnwovenWriters.Of(assemblies, packaged).Concat(assemblies.All.Where(assembly => assembly.File == first).SelectMany(assembly => IdleMarks.Of(assemblies, assembly)))),
            ("package", [[var first, .. var rest]]) => Show((origin, helpFolder, errorFile), [first, .. rest], [], assemblies => UnwovenWriters.InPackage(assemblies, Path.GetFileNameWithoutExtension(first))),
            ("publish", [var published, var platform, var pathMap]) => Show(
                (origin, helpFolder, errorFile),
                published,
                platform,
                assemblies => Published.Of(assemblies, new Places(string.Concat(pathMap)))),
            _ => Refuse(),
        };
    }

    static int Show((string Origin, string HelpFolder, string ErrorFile) shown, string[] files, string[] platform, Func<Brought, IEnumerable<Complaint>> check)
    {
        using var assemblies = new Brought(files, platform);
        var complaints = check(assemblies).Distinct().ToList();
        var last = complaints.LastOrDefault(complaint => complaint.Rule.IsError);
        foreach (var complaint in complaints.Where(complaint => complaint != last))
            Console.Out.WriteLine(complaint.ToCanonicalLine(shown.Origin, shown.HelpFolder));
        File.Delete(shown.ErrorFile);
        if (last != null)
            File.WriteAllText(shown.ErrorFile, $"{last.Place ?? shown.Origin}|{last.Rule.Id}||{last.TextWithHelp(shown.HelpFolder)}");
        return last == null ? 0 : Found;
    }

    static int Refuse()
    {
        Console.Error.WriteLine("usage: replicated-check build|package|publish PROJECT HELP-FOLDER ERROR-FILE LIST [LIST]");
        return Usage;
    }
}
