using System.Globalization;
using Replicated.Tests.House;
using Replicated.Tests.Service;

namespace Replicated.Tests.Packages;

/// <summary>Three steps, in an empty folder, for a console program that exists.</summary>
[Category("Builds")]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class When_the_README_is_followed_with_packages : IDisposable
{
    const string Program = """
        using Replicated;

        Console.WriteLine($"begins at {Counter.ReplicatedCount}");
        while (true)
        {
            Counter.ReplicatedCount++;
            var committed = await Replication.CommitAsync(CommitLevel.Received);
            if (committed.Level >= CommitLevel.Received)
                Console.WriteLine($"counted {Counter.ReplicatedCount}");
        }

        static class Counter
        {
            public static int ReplicatedCount { get; set; }
        }
        """;

    readonly PackageUser user = new();

    public void Dispose() => user.Dispose();

    [Test]
    public void a_standby_takes_over_from_a_console_program_that_is_killed()
    {
        user.WriteProject("MyApp/MyApp.csproj");
        user.Write("MyApp/Program.cs", Program);

        Type("MyApp", Step("dotnet add package Replicated.Fody"), "--version", Packages.Version);
        user.Write("MyApp/FodyWeavers.xml", Step("<Weavers>\n  <Replicated />\n</Weavers>"));
        Type("MyApp", "dotnet build");
        Type("", Step("dotnet tool install --global replicated-standby").Replace("--global", "--tool-path tools", StringComparison.Ordinal), "--version", Packages.Version);

        using var first = Start("a");
        first.WaitForLine("begins at 0");
        using var second = Start("b");
        first.WaitForLine("counted 3");
        KillProgram(first);

        string begins = second.WaitForLine("begins at ");
        int counted = first.Lines.Where(line => line.StartsWith("counted ", StringComparison.Ordinal)).Max(Number);
        Assert.That(Number(begins), Is.GreaterThanOrEqualTo(counted), "nothing is lost that was acknowledged");
    }

    static int Number(string line) => int.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture);

    /// <summary>What the README says, so that this test fails when it says something else.</summary>
    static string Step(string text)
    {
        Assert.That(Repository.Read("README.md"), Does.Contain(text));
        return text;
    }

    void Type(string folder, string command, params string[] more)
    {
        var typed = user.Dotnet(folder, [.. command.Split(' ').Skip(1), .. more]);
        Assert.That(typed.ExitCode, Is.Zero, $"{command}\n{typed}");
        Assert.That(typed.Messages, Is.Empty, command);
    }

    RunningProgram Start(string node) => RunningProgram.Start(
        user.PathOf("tools/replicated-standby"),
        ["run", user.PathOf("MyApp/bin/Debug/net10.0/MyApp.dll"), "--cluster", "mine", "--node", node, "--lease", $"file:{user.PathOf("lease")}"]);

    /// <summary>SIGKILL to the program, which is not the service that was started.</summary>
    static void KillProgram(RunningProgram service)
    {
        string[] words = service.WaitForLine("replicated-standby: started").Split(' ');
        using var program = System.Diagnostics.Process.GetProcessById(int.Parse(words[Array.IndexOf(words, "process") + 1], CultureInfo.InvariantCulture));
        program.Kill();
    }
}
