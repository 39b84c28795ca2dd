using System.Diagnostics;
using System.Runtime.InteropServices;
using LedgerDemo;
using Replicated.Tests.Service;

namespace Replicated.Tests.Ledger;

/// <summary>The demo itself, with fewer transfers than it makes for a person.</summary>
[Category("Processes")]
public class When_the_demo_runs
{
    static RunningProgram Start(params string[] options)
        => RunningProgram.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "LedgerDemo.dll"), "--clients", "8", "--transfers", "200", "--seed", "7", .. options]);

    [Test]
    public void a_killed_bank_loses_nothing()
    {
        using var demo = Start("--kills", "1");

        Assert.That(demo.WaitForEnd(), Is.EqualTo(Verdict.Sound), string.Join('\n', demo.Lines));
        Assert.That(demo.Lines, Has.Some.EqualTo("Nothing that was acknowledged was lost or booked twice, and the total is what it was."));
    }

    [Test]
    public void a_bank_that_acknowledges_before_it_commits_is_found_out()
    {
        using var demo = Start("--kills", "3", "--self-test");

        Assert.That(demo.WaitForEnd(), Is.EqualTo(Verdict.Sound), string.Join('\n', demo.Lines));
        Assert.That(demo.Lines, Has.Some.Contains("the losses were found"));
    }

    [TestCase(PosixSignal.SIGINT)]
    [TestCase(null)]
    public void nothing_is_left_running_however_it_is_interrupted(PosixSignal? signal)
    {
        using var demo = Start("--kills", "100");
        demo.WaitForLine("kill 1 of 100");
        // Who was killed may be about to be started again.
        int[] others = [];
        Assert.That(() => (others = [.. Descendants(demo.Id)]).Length, Is.GreaterThanOrEqualTo(4).After(10_000, 20), "the guard, two services, a bank at least");

        if (signal is { } told)
            demo.Signal(told);
        else
            demo.Kill();

        Assert.That(demo.WaitForEnd(), Is.EqualTo(signal is null ? 128 + 9 : Verdict.Interrupted));
        Assert.That(() => others.Where(IsAlive), Is.Empty.After(10_000, 20));
    }

    static IEnumerable<int> Descendants(int process)
    {
        foreach (int child in Children(process))
        {
            yield return child;
            foreach (int further in Descendants(child))
                yield return further;
        }
    }

    static int[] Children(int process)
    {
        using var pgrep = Process.Start(new ProcessStartInfo("ps", ["-o", "pid=", "--ppid", $"{process}"]) { RedirectStandardOutput = true })!;
        string[] lines = pgrep.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        pgrep.WaitForExit();
        return [.. lines.Select(line => int.Parse(line, System.Globalization.CultureInfo.InvariantCulture))];
    }

    static bool IsAlive(int process)
    {
        try
        {
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
