using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Benchmarks.Weaving;

/// <summary>A project of generated code in a folder of its own, built as users build theirs.</summary>
sealed partial class GeneratedProject : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("replicated-weaving-").FullName;
    readonly string file;

    /// <param name="sources">The text of each file.</param>
    internal GeneratedProject(IEnumerable<string> sources)
    {
        file = Path.Combine(folder, "App.csproj");
        File.WriteAllText(file, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <RunAnalyzers>false</RunAnalyzers>
                <FodyGenerateXsd>false</FodyGenerateXsd>
              </PropertyGroup>
              <Import Project="{Path.Combine(Root(), "build", "Woven.props")}" />
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "FodyWeavers.xml"), """<Weavers><Replicated Writers="Synchronized" /></Weavers>""");
        int number = 0;
        foreach (string source in sources)
            File.WriteAllText(Path.Combine(folder, $"File{number++}.cs"), source);
        Directory.CreateDirectory(Path.GetDirectoryName(Assembly)!);
        Run("restore", file);
    }

    string Assembly => Path.Combine(folder, "obj", "Release", "net10.0", "App.dll");

    internal long Bytes => new FileInfo(Assembly).Length;

    /// <summary>Compiles anew, without weaving; the seconds that the whole command took.</summary>
    internal double Build()
    {
        File.Delete(Assembly);
        var clock = Stopwatch.StartNew();
        Build("-p:DisableFody=true");
        return clock.Elapsed.TotalSeconds;
    }

    /// <summary>
    /// Compiles anew, and weaves; the seconds that the targets took which weaving adds to a build. The difference of two builds would be that
    /// of their compilations.
    /// </summary>
    internal double Weave()
    {
        File.Delete(Assembly);
        string output = Build("-consoleLoggerParameters:PerformanceSummary");
        string targets = output[output.IndexOf("Target Performance Summary", StringComparison.Ordinal)..output.IndexOf("Task Performance Summary", StringComparison.Ordinal)];
        return Added().Matches(targets).Sum(match => double.Parse(match.Groups["ms"].Value, CultureInfo.InvariantCulture)) / 1000;
    }

    [GeneratedRegex(@"^\s+(?<ms>\d+) ms\s+(Fody|Replicated)\w+", RegexOptions.Multiline)]
    private static partial Regex Added();

    string Build(string argument) => Run("build", file, "--no-restore", "-p:Configuration=Release", "-p:BuildProjectReferences=false", argument);

    static string Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [.. arguments, "-nologo", "-verbosity:quiet", "-tl:off"]) { RedirectStandardOutput = true };
        // A process that lives on would have compiled the weaver's own code before, which a first build has not.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"'dotnet {string.Join(' ', arguments)}' failed:\n{output}");
        return output;
    }

    static string Root()
    {
        string? at = Path.GetDirectoryName(System.Reflection.Assembly.GetExecutingAssembly().Location);
        while (at != null && !File.Exists(Path.Combine(at, "Replicated.sln")))
            at = Path.GetDirectoryName(at);
        return at ?? throw new InvalidOperationException("not run within the repository");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
