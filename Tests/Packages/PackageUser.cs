using Replicated.Tests.Building;
using Replicated.Tests.Service;

namespace Replicated.Tests.Packages;

/// <summary>A user's folder outside of the repository. Our packages come from a folder, all others from where this machine has them.</summary>
sealed class PackageUser : IDisposable
{
    readonly TemporaryFolder folder = new();

    internal PackageUser() => Write("nuget.config", $"""
        <configuration>
          <config><add key="globalPackagesFolder" value="packages" /></config>
          <packageSources><add key="replicated" value="{Packages.Feed}" /></packageSources>
          <fallbackPackageFolders><add key="machine" value="{MachinePackages}" /></fallbackPackageFolders>
        </configuration>
        """);

    static string MachinePackages =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    public void Dispose() => folder.Dispose();

    internal string PathOf(string file) => Path.Combine(folder.Path, file);

    internal void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
    }

    /// <summary>What <c>dotnet new</c> makes.</summary>
    internal void WriteProject(string file, string items = "", string kind = "Exe") => Write(file, $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>{kind}</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
          </PropertyGroup>
          <ItemGroup>
            {items}
          </ItemGroup>
        </Project>
        """);

    internal BuildOutcome Dotnet(string inFolder, params string[] arguments) => CommandLine.Run(PathOf(inFolder), "dotnet", arguments);
}
