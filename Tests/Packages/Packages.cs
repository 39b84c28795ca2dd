using System.Globalization;
using Replicated.Tests.House;

namespace Replicated.Tests.Packages;

/// <summary>The packages of what is built, made by the script as it is, under a version that nobody has cached.</summary>
static class Packages
{
    static readonly Lazy<string> feed = new(Pack);

    internal static string Version { get; } = "0.1.0-test." + DateTime.UtcNow.Ticks.ToString(CultureInfo.InvariantCulture);

    /// <summary>The folder that they are in.</summary>
    internal static string Feed => feed.Value;

    /// <summary>Packs once more.</summary>
    internal static void PackTo(string folder)
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var packed = CommandLine.Run(
            Repository.Root, Repository.Path("build/pack"), ["--no-build", $"-p:PackageVersion={Version}", $"-p:PackageOutputPath={folder}"], ("CONFIGURATION", configuration));
        Assert.That(packed.ExitCode, Is.Zero, packed.ToString());
    }

    static string Pack()
    {
        string folder = Directory.CreateTempSubdirectory("replicated-packages").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        PackTo(folder);
        return folder;
    }
}
