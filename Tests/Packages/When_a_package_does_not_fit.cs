using Mono.Cecil;

namespace Replicated.Tests.Packages;

/// <summary>What a user is told who refers to the package as one may to others.</summary>
[Category("Builds")]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class When_a_package_does_not_fit : IDisposable
{
    readonly PackageUser user = new();

    public void Dispose() => user.Dispose();

    [Test]
    public void a_project_for_another_framework_is_refused_when_it_is_restored_until_the_reference_is_for_ours_alone()
    {
        WriteForTwo("");
        var restored = user.Dotnet("Bank", "restore");
        Assert.That(restored.ToString(), Does.Match("error NU1202: Package Replicated.Fody .* is not compatible with netstandard2.0 .* supports: net10.0"));

        WriteForTwo("Condition=\"'$(TargetFramework)' == 'net10.0'\"");
        user.Write("Bank/FodyWeavers.xml", "<Weavers><Replicated /></Weavers>");
        user.Write("Bank/Account.cs", "public class Account { public int ReplicatedNumber { get; set; } }");
        var built = user.Dotnet("Bank", "build");
        Assert.That((built.ExitCode, built.Messages), Is.EqualTo((0, Array.Empty<string>())), built.ToString());
        Assert.That(IsWoven("netstandard2.0"), Is.False);
        Assert.That(IsWoven("net10.0"), Is.True);
    }

    /// <summary>Both builds of the project run at the same time.</summary>
    [Test]
    public void a_project_for_two_frameworks_that_fit_is_woven_for_both_and_no_file_is_written_beside_it()
    {
        user.Write("Bank/Bank.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks>
                <EnableWindowsTargeting>true</EnableWindowsTargeting>
                <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>
              </PropertyGroup>
              <ItemGroup><PackageReference Include="Replicated.Fody" Version="{Packages.Version}" /></ItemGroup>
            </Project>
            """);
        user.Write("Bank/FodyWeavers.xml", "<Weavers><Replicated /></Weavers>");
        user.Write("Bank/Account.cs", "public class Account { public int ReplicatedNumber { get; set; } }");
        var built = user.Dotnet("Bank", "build");
        Assert.That((built.ExitCode, built.Messages), Is.EqualTo((0, Array.Empty<string>())), built.ToString());
        Assert.That(IsWoven("net10.0"), Is.True);
        Assert.That(IsWoven("net10.0-windows"), Is.True);
        Assert.That(File.Exists(user.PathOf("Bank/FodyWeavers.xsd")), Is.False);

        built = user.Dotnet("Bank", "build", "--no-incremental", "-f", "net10.0", "-p:FodyGenerateXsd=true");
        Assert.That(built.ExitCode, Is.Zero, built.ToString());
        Assert.That(File.Exists(user.PathOf("Bank/FodyWeavers.xsd")), Is.True, "where the project says so");
    }

    [Test]
    public void a_library_that_keeps_the_runtime_from_its_users_is_warned_until_it_does_not()
    {
        string reference = $"<PackageReference Include=\"Replicated.Fody\" Version=\"{Packages.Version}\" PrivateAssets=\"All\" />";
        user.WriteProject("Bank/Bank.csproj", reference, kind: "Library");
        user.Write("Bank/Account.cs", "[Replicated.Replicated] public class Account { public int Number { get; set; } }");
        var built = user.Dotnet("Bank", "build");
        Assert.That((built.ExitCode, string.Join(' ', built.Messages)), Is.EqualTo((0, "Bank.csproj(): warning RPL5017")), built.ToString());
        Assert.That(built.ToString(), Does.Contain("docs/diagnostics/RPL5017.md]"));
        for (int time = 0; time < 2; time++)
        {
            built = user.Dotnet("Bank", "build", "-warnaserror:RPL5017");
            Assert.That((built.ExitCode, string.Join(' ', built.Messages)), Is.EqualTo((1, "Bank.csproj(): error  Bank.csproj(): error RPL5017")), built.ToString());
        }

        built = user.Dotnet("Bank", "build", "-p:WarningsAsErrors=RPL5017");
        Assert.That((built.ExitCode, string.Join(' ', built.Messages)), Is.EqualTo((1, "Bank.csproj(): error RPL5017")), built.ToString());
        built = user.Dotnet("Bank", "build", "-p:NoWarn=RPL5017");
        Assert.That((built.ExitCode, built.Messages), Is.EqualTo((0, Array.Empty<string>())), built.ToString());

        user.WriteProject("Bank/Bank.csproj", $"{reference}<PackageReference Include=\"Replicated.Runtime\" Version=\"{Packages.Version}\" />", kind: "Library");
        built = user.Dotnet("Bank", "build");
        Assert.That((built.ExitCode, built.Messages), Is.EqualTo((0, Array.Empty<string>())), built.ToString());
    }

    [Test]
    public void a_library_that_keeps_the_runtime_says_how_bad_that_is_and_what_it_says_otherwise_is_heard_by_the_next_build()
    {
        user.WriteProject("Bank/Bank.csproj", $"<PackageReference Include=\"Replicated.Fody\" Version=\"{Packages.Version}\" PrivateAssets=\"All\" />", kind: "Library");
        user.Write("Bank/Account.cs", "[Replicated.Replicated] public class Account { public int Number { get; set; } }");
        const string Warning = "Bank.csproj(): warning RPL5017";
        const string Error = "Bank.csproj(): error RPL5017";

        Expect(1, Error, "-p:TreatWarningsAsErrors=true");
        Expect(0, Warning, "-p:TreatWarningsAsErrors=true", "-p:WarningsNotAsErrors=RPL5017");
        Expect(0, "", "-p:NoWarn=RPL5017");
        Expect(0, Warning);
        Set("none");
        Expect(0, "", "-p:TreatWarningsAsErrors=true");
        Set("error");
        Expect(1, Error);
        Set("suggestion");
        Expect(0, "", "-p:TreatWarningsAsErrors=true");
        File.Delete(user.PathOf("Bank/.editorconfig"));
        Expect(0, Warning);

        void Set(string severity) => user.Write("Bank/.editorconfig", $"root = true\n[*.csproj]\ndotnet_diagnostic.RPL5017.severity = {severity}");

        void Expect(int exitCode, string messages, params string[] arguments)
        {
            var built = user.Dotnet("Bank", ["build", .. arguments]);
            Assert.That((built.ExitCode, string.Join(' ', built.Messages)), Is.EqualTo((exitCode, messages)), built.ToString());
        }
    }

    bool IsWoven(string framework)
    {
        using var module = ModuleDefinition.ReadModule(user.PathOf($"Bank/bin/Debug/{framework}/Bank.dll"));
        return module.Assembly.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "WovenAttribute");
    }

    void WriteForTwo(string condition) => user.Write("Bank/Bank.csproj", $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks></PropertyGroup>
          <ItemGroup><PackageReference Include="Replicated.Fody" Version="{Packages.Version}" {condition} /></ItemGroup>
        </Project>
        """);
}
