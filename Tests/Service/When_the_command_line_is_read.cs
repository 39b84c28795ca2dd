using Replicated.Takeover;

namespace Replicated.Tests.Service;

[Category("Processes")]
public class When_the_command_line_is_read
{
    static string[] Run(int exitCode, params string[] arguments)
    {
        using var command = TestPrograms.StartService(arguments, ("Replicated__Listen", null), ("Replicated__Peers__0", null));
        Assert.That(command.WaitForEnd(), Is.EqualTo(exitCode), string.Join('\n', command.Lines));
        return command.Lines;
    }

    [Test]
    public void help_names_the_commands_and_every_exit_code()
    {
        var help = string.Join('\n', Run(ExitCodes.Done, "--help"));

        Assert.That(help, Does.Contain("run <program>").And.Contain("status").And.Contain("promote"));
        foreach (var (code, meaning) in ExitCodes.Meanings)
            Assert.That(help, Does.Contain($"{code}  {meaning}"));
    }

    [Test]
    public void help_of_run_names_every_option_and_its_variable()
    {
        var help = string.Join('\n', Run(ExitCodes.Done, "run", "--help"));

        foreach (var entry in OptionTable.Entries)
            Assert.That(help, Does.Contain(entry.Switch).And.Contain(entry.Variable));
    }

    [Test]
    public void version_is_that_of_the_build() =>
        Assert.That(Run(ExitCodes.Done, "--version")[0], Does.StartWith(typeof(Replication).Assembly.GetName().Version!.ToString(3)));

    [TestCase("Required command was not provided")]
    [TestCase("Unrecognized command or argument 'rnu'", "rnu")]
    [TestCase("Required argument missing for command: 'run'", "run")]
    [TestCase("There is no option '--cluser'", "run", "--cluser", "app.dll")]
    [TestCase("Required argument missing for option: '--cluster'", "run", "app.dll", "--cluster")]
    [TestCase("'one'", "run", "app.dll", "one")]
    [TestCase("The option Cluster (--cluster, Replicated__Cluster) has the value 'a b'", "run", "app.dll", "--cluster", "a b")]
    [TestCase("The option Listen (--listen, Replicated__Listen) has the value '0.0.0.0:1', which is not a loopback address", "run", "app.dll", "--listen", "0.0.0.0:1")]
    [TestCase("The option --stop-timeout has the value '5'", "run", "LeaseHolder.dll", "--stop-timeout", "5")]
    [TestCase("No node is named", "status")]
    [TestCase("The option --at has the value 'x'", "status", "--at", "x")]
    [TestCase("'10.0.0.1:5', which is not a loopback address", "promote", "--at", "10.0.0.1:5")]
    [TestCase("The option --timeout has the value 'soon'", "status", "--at", "127.0.0.1:1", "--timeout", "soon")]
    public void what_is_wrong_is_said_in_a_line_with_the_exit_code_of_usage(string said, params string[] arguments)
    {
        var lines = Run(ExitCodes.Usage, [.. arguments.Select(argument => argument == "LeaseHolder.dll" ? TestPrograms.LeaseHolder : argument)]);

        Assert.That(lines, Has.Length.EqualTo(1));
        Assert.That(lines[0], Does.StartWith("replicated-standby: ").And.Contain(said));
    }

    [Test]
    public void arguments_after_two_dashes_are_the_programs_alone()
    {
        using var service = TestPrograms.StartService(["run", TestPrograms.Followed, "--", "--cluster", "a b", "--help"], ("FOLLOWED_INITIALISER", "show the arguments"));

        Assert.That(service.WaitForLine("arguments: "), Is.EqualTo("arguments: --cluster|a b|--help"));
    }

    [Test]
    public void every_exit_code_is_documented()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Replicated.sln")))
            root = root.Parent!;
        var page = File.ReadAllText(Path.Combine(root.FullName, "docs", "exit-codes.md"));

        foreach (var (code, meaning) in ExitCodes.Meanings)
            Assert.That(page, Does.Contain($"| {code} | {meaning} |"));
    }
}
