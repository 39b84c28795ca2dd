using System.Diagnostics;
using System.Globalization;
using Replicated.Tests.Service;

namespace Replicated.Tests.Hook;

[Category("Processes")]
public class When_the_service_dies
{
    /// <summary>The streams of the program end with it, so their end is the moment of its death.</summary>
    [Test]
    public void the_program_ends_itself_at_once_after_one_line()
    {
        const int times = 5;
        var measured = new List<double>();
        for (var time = 0; time < times; time++)
        {
            using var service = TestPrograms.StartService(["run", TestPrograms.Followed], ("FOLLOWED_INITIALISER", "block"));
            service.WaitForLine("initialiser of Bank: block");

            var watch = Stopwatch.StartNew();
            service.Kill();
            service.WaitForEnd();

            measured.Add(watch.Elapsed.TotalMilliseconds);
            Assert.That(service.Lines.Count(line => line.Contains("the service of this process died", StringComparison.Ordinal)), Is.EqualTo(1));
        }
        TestContext.Out.WriteLine($"milliseconds from SIGKILL of the service to the end of the program: {string.Join(", ", measured.Select(milliseconds => milliseconds.ToString("0.0", CultureInfo.InvariantCulture)))}");
        Assert.That(measured.Min(), Is.LessThan(100), "the promise, on the run that the machine disturbed least");
    }
}
