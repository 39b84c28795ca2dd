using Replicated.Takeover;
using Replicated.Tests.Building;
using Replicated.Tests.Service;

namespace Replicated.Tests.Packages;

/// <summary>The fuse, in real builds and processes: whatever the spelling of the mark, the build asks for weaving and the start checks it.</summary>
[Category("Builds")]
public sealed class When_the_weaving_is_deleted
{
    const string Properties = "<OutputType>Exe</OutputType>";
    const string Program = "System.Console.WriteLine($\"main {Counter.Value}\");";

    [TestCase("name", "static class Counter { static int ReplicatedCount; public static int Value => ReplicatedCount++; }", "<Replicated />")]
    [TestCase("attribute", "static class Counter { [Replicated.Replicated] static int count; public static int Value => count++; }", "<Replicated />")]
    [TestCase("pattern", "static class Counter { static int count; public static int Value => count++; }", "<Replicated Include=\"Counter::count\" />")]
    public void a_program_whose_state_is_marked_by_any_spelling_does_not_start(string spelling, string state, string weavers)
    {
        using var project = new WovenProject(Properties, weavers);
        project.Write("Program.cs", Program);
        project.Write("Counter.cs", state);
        var built = project.Build("-p:DisableFody=true");
        Assert.That(built.ExitCode, Is.Zero, $"{spelling}: {built}");

        string program = project.Find("bin", "App.dll")!;
        using var service = TestPrograms.StartService(["run", program, "--cluster", "fuse", "--node", "north", "--lease", $"file:{project.PathOf("lease")}"]);

        Assert.That(service.WaitForEnd(), Is.EqualTo(ExitCodes.NotWoven), string.Join('\n', service.Lines));
        Assert.That(service.WaitForLine("App was compiled to be woven and is not woven"), Does.StartWith("replicated: "));
        Assert.That(service.Lines, Has.None.StartsWith("main"));
    }
}
