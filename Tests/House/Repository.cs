namespace Replicated.Tests.House;

/// <summary>The files of this repository, as they are on disk; what builds and tools leave behind is not part of it.</summary>
static class Repository
{
    static readonly string[] generated = ["bin", "obj", "artifacts", ".git", ".vs", ".idea", ".vscode", "TestResults", "BenchmarkDotNet.Artifacts"];

    internal static string Root { get; } = FindRoot();

    internal static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    internal static string Read(string relative) => File.ReadAllText(Path(relative));

    /// <summary>Every file, as a path from the root with slashes.</summary>
    internal static IEnumerable<string> Files() => Files(Root).Select(file => System.IO.Path.GetRelativePath(Root, file).Replace('\\', '/'));

    static IEnumerable<string> Files(string folder) => Directory.EnumerateDirectories(folder)
        .Where(inner => !generated.Contains(System.IO.Path.GetFileName(inner)))
        .SelectMany(Files)
        .Concat(Directory.EnumerateFiles(folder).Where(file => System.IO.Path.GetFileName(file) != ".git"));

    static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder, "Replicated.sln")))
            folder = System.IO.Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException($"no Replicated.sln above {AppContext.BaseDirectory}");
    }
}
