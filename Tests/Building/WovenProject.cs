using Replicated.Tests.House;
using Replicated.Tests.Service;

namespace Replicated.Tests.Building;

/// <summary>A user's project in a folder of its own, built as users do.</summary>
sealed class WovenProject : IDisposable
{
    readonly TemporaryFolder folder = new();

    readonly string file;

    /// <param name="properties">What the project file says beside what it must.</param>
    /// <param name="weavers">What FodyWeavers.xml holds.</param>
    /// <param name="language">Ends the name of the project file.</param>
    /// <param name="items">What the project lists.</param>
    /// <param name="below">The folder of the project, below that of what it belongs to.</param>
    internal WovenProject(string properties = "", string weavers = "<Replicated />", string language = "csproj", string items = "", string below = "")
    {
        file = Path.Combine(below, $"App.{language}");
        Write(file, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <RunAnalyzers>false</RunAnalyzers>
                {properties}
              </PropertyGroup>
              <ItemGroup>{items}</ItemGroup>
              <Import Project="{Repository.Path("build/Woven.props")}" />
            </Project>
            """);
        Write(Path.Combine(below, "FodyWeavers.xml"), $"<Weavers>{weavers}</Weavers>");
    }

    internal void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
    }

    internal string PathOf(string file) => Path.Combine(folder.Path, file);

    /// <summary>The one file of that name below the folder, or null.</summary>
    internal string? Find(string below, string name) =>
        Directory.Exists(PathOf(below)) ? Directory.GetFiles(PathOf(below), name, SearchOption.AllDirectories).SingleOrDefault() : null;

    /// <summary>What this solution has built already is not built again.</summary>
    internal BuildOutcome Build(params string[] arguments) => Run("build", arguments);

    /// <summary>Publishes into the folder <c>published</c>.</summary>
    internal BuildOutcome Publish(params string[] arguments) => Run("publish", ["-o", PathOf("published"), .. arguments]);

    /// <summary>What <c>dotnet</c> is given to do something with the project.</summary>
    internal IEnumerable<string> CommandLine(string command)
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        return [command, PathOf(file), "-nologo", "-tl:off", $"-p:Configuration={configuration}", "-p:BuildProjectReferences=false"];
    }

    BuildOutcome Run(string command, string[] arguments)
    {
        using var build = RunningProgram.Start("dotnet", [.. CommandLine(command), .. arguments], ("MSBUILDDISABLENODEREUSE", "1"));
        int code = build.WaitForEnd(TimeSpan.FromMinutes(6));
        return new BuildOutcome(code, build.Lines);
    }

    public void Dispose() => folder.Dispose();
}
