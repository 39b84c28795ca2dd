using System.Globalization;
using System.Text.RegularExpressions;
using Replicated.Tests.Service;

namespace Replicated.Tests.Capture;

/// <summary>The fuzzer's own run, short and each time another one. What it finds is printed with its seed, which repeats it: see docs/scripts.md.</summary>
[NonParallelizable]
[Category("Processes")]
public class When_random_state_is_changed
{
    const int Operations = 4000;
    const int Seeds = 4;

    [Test]
    public void active_and_standby_are_the_same_after_each_commit()
    {
        using var fuzz = RunningProgram.Start("dotnet", [TestPrograms.StateFuzz, "--operations", $"{Operations}", "--seeds", $"{Seeds}", "--each"]);
        int code = fuzz.WaitForEnd(TimeSpan.FromMinutes(5));
        TestContext.Out.WriteLine(string.Join('\n', fuzz.Lines));
        Assert.That(code, Is.Zero, string.Join('\n', fuzz.Lines));
        int[] numbers = [.. Regex.Matches(fuzz.Lines[^1], "[0-9]+ [a-z]").Select(match => int.Parse(match.Value[..^2], CultureInfo.InvariantCulture))];
        Assert.That(fuzz.Lines[^1], Does.EndWith(": 0 findings").And.Match("operations in .* ways, .* commits, .* snapshots, .* takeovers, .* traces, .* refused commits"));
        Assert.That(numbers[0], Is.GreaterThanOrEqualTo(Operations));
        Assert.That(numbers[2..4], Has.All.Positive, "commits, snapshots");
    }
}
