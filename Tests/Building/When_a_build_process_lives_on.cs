using System.Diagnostics;
using System.Globalization;
using Mono.Cecil;
using Replicated.Fody;

namespace Replicated.Tests.Building;

/// <summary>MSBuild leaves its processes running for the next build, with the weaver that they have loaded.</summary>
public class When_a_build_process_lives_on
{
    /// <summary>Only a hang reaches it.</summary>
    static readonly TimeSpan deadline = TimeSpan.FromMinutes(6);

    [Test]
    public void a_changed_weaver_weaves()
    {
        using var project = new WovenProject(weavers: "<Other /><Replicated />", items: OtherWeaver.Item);
        OtherWeaver.WriteTo(project);
        project.Write("Bank.cs", "[Replicated.Replicated] public class Account { public int N; }");
        project.Write("weaver/Replicated.Fody.xcf", "<complexType />");
        string ours = typeof(ModuleWeaver).Assembly.Location;
        string weaver = project.PathOf("weaver/Replicated.Fody.dll");
        File.Copy(ours, weaver);
        string salt = Guid.NewGuid().ToString("N");

        using var process = Process.GetProcessById(Build(project, salt, weaver));
        try
        {
            Assert.That(WeaverOf(project), Is.EqualTo("0.1.0.0"));
            using (var module = ModuleDefinition.ReadModule(ours))
            {
                module.Assembly.Name.Version = new Version(9, 9, 9, 9);
                module.Write(weaver);
            }

            int again = Build(project, salt, weaver);

            Assert.That(again, Is.EqualTo(process.Id), "else this shows nothing");
            Assert.That(WeaverOf(project), Is.EqualTo("9.9.9.9"));
        }
        finally
        {
            process.Kill();
        }
    }

    /// <param name="salt">No other build gets the process, and this one gets none that another build left.</param>
    /// <returns>The process that wove.</returns>
    static int Build(WovenProject project, string salt, string weaver)
    {
        const string says = "built in process ";
        // What it says is read from a file: the process that lives on keeps the streams.
        string log = project.PathOf("build.log");
        var start = new ProcessStartInfo("dotnet", [.. project.CommandLine("build"), "-nodeReuse:true", $"-p:ReplicatedWeaver={weaver}", "-fl", $"-flp:LogFile={log};Verbosity=normal"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["MSBUILDNOINPROCNODE"] = "1", ["MSBUILDNODEHANDSHAKESALT"] = salt },
        };
        start.Environment.Remove("MSBUILDDISABLENODEREUSE");
        using var build = Process.Start(start)!;
        Assert.That(build.WaitForExit(deadline), Is.True);
        string[] lines = File.ReadAllLines(log);
        Assert.That(build.ExitCode, Is.Zero, string.Join('\n', lines));
        return int.Parse(lines.First(line => line.Contains(says, StringComparison.Ordinal)).Split(says)[1], CultureInfo.InvariantCulture);
    }

    /// <summary>The version of the weaver, which it leaves on what it wove.</summary>
    static string? WeaverOf(WovenProject project)
    {
        using var module = ModuleDefinition.ReadModule(project.Find("bin", "App.dll"));
        return module.Assembly.CustomAttributes.Single(attribute => attribute.AttributeType.Name == "WovenAttribute")
            .Properties.Single(property => property.Name == "Weaver").Argument.Value as string;
    }
}
