using System.Runtime.InteropServices;
using Replicated.Takeover;
using Replicated.Tests.Service;

namespace Replicated.Tests.Hook;

/// <summary>The rules of trap X21, each with a process that falls into the trap when the rule is taken out.</summary>
[Category("Processes")]
public class When_the_service_starts_a_program
{
    const string wish = "FOLLOWED_INITIALISER";

    static RunningProgram Run(string initialiser, params (string, string?)[] environment) =>
        TestPrograms.StartService(["run", TestPrograms.Followed, "--cluster", "bank", "--node", "north"], [(wish, initialiser), .. environment]);

    [Test]
    public void the_initialiser_of_a_root_runs_before_main()
    {
        using var service = Run("end with 7");

        Assert.That(service.WaitForEnd(), Is.EqualTo(7));
        Assert.That(service.Lines, Has.Some.EqualTo("initialiser of Bank: end with 7").And.None.StartsWith("main"));
    }

    [Test]
    public void an_initialiser_that_reads_what_main_sets_is_named_with_the_way_out_and_main_is_not_entered()
    {
        using var service = Run("read what Main sets");

        Assert.That(service.WaitForEnd(), Is.EqualTo(ExitCodes.InitialiserFailed));
        var line = service.WaitForLine("This node is not ready");
        Assert.That(line, Does.Contain("Followed.Bank (NullReferenceException").And.Contain("Move what they read out of Main").And.Contain("Replication.Start()"));
        Assert.That(service.Lines, Has.None.StartsWith("main"));
        Assert.That(service.Lines, Has.None.StartsWith("   at "), "no stack");
    }

    [Test]
    public void a_child_process_sees_neither_the_hook_nor_the_service_nor_the_options()
    {
        using var service = Run("start a child", ("Replicated__Node", "south"), ("Replicated__Lease", null), ("DOTNET_STARTUP_HOOKS", null));
        service.WaitForLine("child ended");

        var variables = service.Lines.Where(line => line.StartsWith("child: ", StringComparison.Ordinal)).Select(line => line["child: ".Length..]).ToArray();
        Assert.That(variables, Has.Some.StartsWith("PATH="), "the environment was shown");
        Assert.That(variables, Has.None.StartsWith("DOTNET_STARTUP_HOOKS=").And.None.StartsWith("REPLICATED_"));
        Assert.That(variables.Where(variable => variable.StartsWith("Replicated__", StringComparison.Ordinal)), Is.EqualTo((string[])["Replicated__Node=south"]), "as before the service");
    }

    [Test]
    public void the_same_program_as_a_child_does_not_follow()
    {
        using var service = Run("start this program");

        service.WaitForLine("child ended");
        Assert.That(service.Lines, Has.Some.StartsWith("child: main"));
    }

    [Test]
    public void other_hooks_run_before_it_and_are_kept_for_children()
    {
        using var service = Run("start a child", ("DOTNET_STARTUP_HOOKS", TestPrograms.OtherHook));
        service.WaitForLine("child ended");

        var lines = service.Lines;
        Assert.That(Array.IndexOf(lines, "other hook in Followed.dll"), Is.InRange(0, Array.IndexOf(lines, "announced")));
        Assert.That(lines, Has.Some.EqualTo($"child: DOTNET_STARTUP_HOOKS={TestPrograms.OtherHook}"));
    }

    [Test]
    public void another_entry_assembly_than_the_one_meant_runs_on_its_own()
    {
        var hook = Path.Combine(Path.GetDirectoryName(TestPrograms.Followed)!, "Replicated.Runtime.dll");
        using var program = RunningProgram.Start("dotnet", [TestPrograms.Unwoven],
            ("DOTNET_STARTUP_HOOKS", hook), ("REPLICATED_SERVICE_APP", TestPrograms.Followed), ("REPLICATED_SERVICE_WATCH", "99"));

        Assert.That(program.WaitForEnd(), Is.Zero);
        Assert.That(program.WaitForLine("replicated: this process runs"), Does.Contain(TestPrograms.Unwoven).And.Contain(TestPrograms.Followed).And.Contain("on its own"));
        Assert.That(program.Lines, Has.Some.StartsWith("main"));
    }

    [Test]
    public void a_hook_without_a_service_says_so_and_lets_main_run()
    {
        var hook = Path.Combine(Path.GetDirectoryName(TestPrograms.Followed)!, "Replicated.Runtime.dll");
        using var program = RunningProgram.Start("dotnet", [TestPrograms.Followed, "one"], ("DOTNET_STARTUP_HOOKS", hook));

        Assert.That(program.WaitForEnd(), Is.EqualTo(1));
        Assert.That(program.Lines, Has.Some.Contains("no service started this process").And.Some.EqualTo("main one"));
    }

    [Test]
    public void a_program_that_is_reached_through_a_link_is_the_one_that_is_meant()
    {
        using var folder = new TemporaryFolder();
        var link = Path.Combine(folder.Path, "current");
        Directory.CreateSymbolicLink(link, Path.GetDirectoryName(TestPrograms.Followed)!);
        using var service = TestPrograms.StartService(["run", Path.Combine(link, "Followed.dll")], (wish, "end with 7"));

        Assert.That(service.WaitForEnd(), Is.EqualTo(7));
        Assert.That(service.Lines, Has.None.StartsWith("main").And.None.Contains("on its own"));
    }

    [Test]
    public void its_own_executable_is_followed_as_well()
    {
        using var service = TestPrograms.StartService(["run", Path.ChangeExtension(TestPrograms.Followed, null)], (wish, "end with 7"));

        Assert.That(service.WaitForEnd(), Is.EqualTo(7));
        Assert.That(service.Lines, Has.None.StartsWith("main").And.None.Contains("on its own"));
    }

    [Test]
    public void a_program_that_is_not_woven_is_told_the_three_steps()
    {
        using var service = TestPrograms.StartService(["run", TestPrograms.Unwoven]);

        Assert.That(service.WaitForEnd(), Is.EqualTo(ExitCodes.NotWoven));
        Assert.That(service.WaitForLine("Nothing in Unwoven is woven"), Does.Contain("(1)").And.Contain("(2)").And.Contain("(3)"));
        Assert.That(service.Lines, Has.None.StartsWith("main"));
    }

    [Test]
    public void a_wrong_option_of_the_environment_is_refused_before_anything_starts()
    {
        using var service = Run("end with 7", ("Replicated__Clutser", "x"));

        Assert.That(service.WaitForEnd(), Is.EqualTo(ExitCodes.Usage));
        Assert.That(service.Lines, Has.Some.Contains("There is no option Clutser").And.None.EqualTo("announced"));
    }

    [Test]
    public void a_signal_to_the_service_ends_the_program_in_order()
    {
        using var service = Run("block");
        service.WaitForLine("initialiser of Bank: block");

        service.Signal(PosixSignal.SIGTERM);

        Assert.That(service.WaitForEnd(), Is.EqualTo(128 + 15));
        Assert.That(service.Lines, Has.Some.Contains("SIGTERM: handed on to process").And.Some.Contains("was ended by signal 15 (code 143)"));
    }
}
