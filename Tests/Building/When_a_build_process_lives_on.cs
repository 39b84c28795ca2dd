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

    /// <summary>So many processes are not all busy with their end.</summary>
    const int BuildsMax = 8;

    [Test]
    public void a_changed_weaver_weaves()
    {
        using var project = new WovenProject(weavers: "<Other /><Replicated />", items: OtherWeaver.Item);
        OtherWeaver.WriteTo(project);
        project.Write("Bank.cs", "[Replicated.Replicated] public class Account { public int N; }");
        project.Write("weaver/Replicated.Fody.xcf", "<complexType />");
        string weaver = project.PathOf("weaver/Replicated.Fody.dll");
        string salt = Guid.NewGuid().ToString("N");
        var processes = new Dictionary<int, Process>();
        try
        {
            // A build begins a process of its own where the one before is still busy with its end; with each there is one more to live on.
            for (int version = 1; version <= BuildsMax; version++)
            {
                WriteWeaver(weaver, version);
                int id = Build(project, salt, weaver);
                Assert.That(WeaverOf(project), Is.EqualTo($"{version}.0.0.0"));
                if (processes.ContainsKey(id))
                    return;
                if (Find(id) is { } alive)
                    processes.Add(id, alive);
            }
            Assert.Fail("no process wove twice: this shows nothing");
        }
        finally
        {
            foreach (var process in processes.Values)
            {
                process.Kill();
                process.Dispose();
            }
        }
    }

    /// <summary>One that ends at once, because the machine has many of them, is not met again.</summary>
    static Process? Find(int id)
    {
        try
        {
            return Process.GetProcessById(id);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    static void WriteWeaver(string file, int version)
    {
        using var module = ModuleDefinition.ReadModule(typeof(ModuleWeaver).Assembly.Location);
        module.Assembly.Name.Version = new Version(version, 0, 0, 0);
        module.Write(file);
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
