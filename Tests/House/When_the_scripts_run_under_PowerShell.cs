using System.Management.Automation.Language;

namespace Replicated.Tests.House;

public class When_the_scripts_run_under_PowerShell
{
    static IEnumerable<string> Scripts() => Repository.Files().Where(file => file.EndsWith(".ps1", StringComparison.Ordinal));

    [TestCaseSource(nameof(Scripts))]
    public void each_can_be_parsed(string script)
    {
        Parser.ParseFile(Repository.Path(script), out _, out var errors);

        Assert.That(errors.Select(error => error.ToString()), Is.Empty);
    }

    [Test]
    public void the_test_script_runs_tests_and_ends_with_the_counts()
    {
        var (output, exitCode) = Run("test", "--filter", "FullyQualifiedName~When_a_script_is_added");

        Assert.That(output, Does.Match(@"\n[1-9]\d* passed, 0 failed, 0 skipped$"));
        Assert.That(exitCode, Is.Zero);
    }

    [Test]
    public void the_test_script_fails_where_no_test_ran()
    {
        var (output, exitCode) = Run("test", "--filter", "FullyQualifiedName~NoSuchTest");

        Assert.That(output, Does.EndWith("\n0 passed, 0 failed, 0 skipped"));
        Assert.That(exitCode, Is.Not.Zero);
    }

    [Test]
    public void the_benchmark_script_hands_on_its_options()
    {
        var (output, exitCode) = Run("bench", "--no-such-option");

        Assert.That(exitCode, Is.EqualTo(2), output);
    }

    [Test]
    public void the_demo_script_kills_a_bank_and_finds_nothing_lost()
    {
        var (output, exitCode) = Run("demo", "--kills", "1", "--clients", "4", "--transfers", "100", "--seed", "7");

        Assert.That(output, Does.Contain("seed 7, 4 clients").And.Contain("Nothing that was acknowledged was lost"));
        Assert.That(exitCode, Is.Zero);
    }

    static (string Output, int ExitCode) Run(string script, params string[] arguments)
    {
        var ran = PowerShellEngine.Run(Repository.Path($"build/{script}.ps1"), arguments);
        TestContext.Out.WriteLine(ran.Output);
        return ran;
    }
}
