using System.Globalization;
using Replicated.Tests.Service;

namespace Replicated.Tests.Hook;

[Category("Processes")]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class When_a_program_is_followed : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    RunningProgram StartNode(string name, params (string Name, string? Value)[] environment) =>
        TestPrograms.StartService(["run", TestPrograms.Followed, "--cluster", "bank", "--node", name, "--lease", $"file:{folder.Path}", "--", "obey"], environment);

    [Test]
    public void main_is_entered_on_the_standby_only_when_the_active_was_killed_and_its_state_is_in_place()
    {
        using var north = StartNode("north");
        north.WaitForLine("taken over False, accounts 1");
        using var south = StartNode("south");
        var acknowledged = CommitUntilReceived(north);
        south.WaitForLine("initialiser of Bank");
        Assert.That(south.Lines, Has.None.StartsWith("main"), "the roots have their first values, and Main waits");

        KillProgramOf(north);

        south.WaitForLine($"taken over True, accounts {acknowledged}");
        Assert.That(north.WaitForEnd(), Is.EqualTo(128 + 9));
        Assert.That(north.Lines, Has.Some.Contains("was ended by signal 9"));
    }

    [Test]
    public void a_local_time_keeps_its_clock_time_on_a_node_in_another_zone_which_is_told_of_it()
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("Windows takes the time zone from the machine.");
        using var north = StartNode("north", ("TZ", "Europe/Berlin"));
        north.WaitForLine("taken over False, accounts 1");
        using var south = StartNode("south", ("TZ", "America/New_York"));
        CommitUntilReceived(north);
        string changed = north.Lines.Last(line => line.StartsWith("changed ", StringComparison.Ordinal));
        south.WaitForLine("the time zone is Europe/Berlin on north and America/New_York on south");

        KillProgramOf(north);

        Assert.That(south.WaitForLine("last change "), Is.EqualTo($"last {changed.Replace("changed", "change", StringComparison.Ordinal)} Local, in UTC05"));
    }

    [Test]
    public void the_death_of_the_service_alone_is_a_takeover_too_and_the_standby_is_told()
    {
        // What the program may take to tell it is bounded, and a busy machine may take longer: one time is proof enough.
        const int times = 5;
        bool told = false;
        for (int time = 0; time < times && !told; time++)
        {
            using var north = StartNode($"north{time}");
            north.WaitForLine("taken over ");
            using var south = StartNode($"south{time}");
            var acknowledged = CommitUntilReceived(north);

            north.Kill();

            south.WaitForLine($"taken over True, accounts {acknowledged}");
            north.WaitForEnd();
            told = Array.Exists(south.Lines, line => line.Contains($"north{time} is not active any more: the service of this process died", StringComparison.Ordinal));
            south.Tell("0");
            south.WaitForLine("committed 0");
            south.Signal(System.Runtime.InteropServices.PosixSignal.SIGTERM);
            south.WaitForEnd();
            File.Delete(Path.Combine(folder.Path, "bank", "lease.json"));
        }
        Assert.That(told, Is.True, "nothing more was acknowledged before the end");
    }

    [Test]
    public void a_program_that_ended_by_itself_with_nobody_to_take_over_begins_anew_when_it_is_started_again()
    {
        using var first = StartNode("north");
        first.WaitForLine("taken over False");
        first.Tell("42");
        first.WaitForLine("committed 42 Local");
        first.EndInput();
        first.WaitForEnd();

        using var second = StartNode("north");
        second.WaitForLine("taken over False, accounts 1");
    }

    [Test]
    public void a_program_that_was_killed_with_nobody_to_take_over_waits_for_an_operator()
    {
        using var first = StartNode("north");
        first.WaitForLine("taken over False");
        KillProgramOf(first);
        first.WaitForEnd();

        using var second = StartNode("north");
        second.WaitForLine("promote --empty");
        Assert.That(second.Lines, Has.None.StartsWith("main"));
    }

    /// <returns>The first number that the standby has.</returns>
    static int CommitUntilReceived(RunningProgram active)
    {
        for (var number = 42; number < 42 + 20; number++)
        {
            active.Tell(number.ToString(CultureInfo.InvariantCulture));
            if (active.WaitForLine($"committed {number}").EndsWith("Received", StringComparison.Ordinal))
                return number;
        }
        throw new AssertionException($"no commit reached the standby:\n{string.Join('\n', active.Lines)}");
    }

    static void KillProgramOf(RunningProgram service)
    {
        var words = service.WaitForLine("started ").Split(' ');
        using var program = System.Diagnostics.Process.GetProcessById(int.Parse(words[Array.IndexOf(words, "process") + 1], CultureInfo.InvariantCulture));
        program.Kill();
    }
}
