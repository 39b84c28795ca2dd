namespace Replicated.Check;

/// <summary>
/// Called by the targets of the package. Complaints are lines that MSBuild reads; the exit code says only whether the check could be made.
/// </summary>
/// <example>
/// <code>
/// replicated-check build   MyApp.csproj ../ assemblies.txt packaged.txt  who could write replicated members and is not woven
/// replicated-check package MyLibrary.csproj ../ assemblies.txt            what the first assembly leaves open to the builds of others
/// replicated-check publish MyApp.csproj ../ assemblies.txt platform.txt   what is wrong in assemblies that are published together
/// </code>
/// </example>
internal static class Program
{
    const int Usage = 2;

    static int Main(string[] arguments)
    {
        if (arguments is not [var task, var origin, var helpFolder, .. var lists])
            return Refuse();
        string[][] files = [.. lists.Select(File.ReadAllLines)];
        return (task, files) switch
        {
            ("build", [[var first, .. var rest], var packaged]) => Show(
                (origin, helpFolder),
                [first, .. rest, .. packaged],
                [],
                assemblies => UnwovenWriters.Of(assemblies, packaged).Concat(assemblies.All.Where(assembly => assembly.File == first).SelectMany(assembly => IdleMarks.Of(assemblies, assembly)))),
            ("package", [[var first, .. var rest]]) => Show((origin, helpFolder), [first, .. rest], [], assemblies => UnwovenWriters.InPackage(assemblies, Path.GetFileNameWithoutExtension(first))),
            ("publish", [var published, var platform]) => Show((origin, helpFolder), published, platform, Published.Of),
            _ => Refuse(),
        };
    }

    static int Show((string Origin, string HelpFolder) shown, string[] files, string[] platform, Func<Brought, IEnumerable<Complaint>> check)
    {
        using var assemblies = new Brought(files, platform);
        foreach (var complaint in check(assemblies).Distinct())
            Console.Out.WriteLine(complaint.ToCanonicalLine(shown.Origin, shown.HelpFolder));
        return 0;
    }

    static int Refuse()
    {
        Console.Error.WriteLine("usage: replicated-check build|package|publish PROJECT HELP-FOLDER LIST [LIST]");
        return Usage;
    }
}
