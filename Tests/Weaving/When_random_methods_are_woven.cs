using Fuzz;

namespace Replicated.Tests.Weaving;

/// <summary>
/// The generator's own check: woven methods do what their unwoven twins do, every change is marked, the written code is sound, and
/// nothing is refused but what is written to be. A seed that fails is printed and repeats it.
/// </summary>
[NonParallelizable]
public class When_random_methods_are_woven
{
    const int Methods = 2000;

    [Test]
    public void they_behave_like_their_twins_and_every_change_is_marked()
    {
        int seed = Environment.TickCount & int.MaxValue;
        // Said before: a fault that ends the process would take it along.
        TestContext.Progress.WriteLine($"random methods: seed {seed}");
        var report = FuzzRun.Run(new FuzzOptions(Methods, seed), TextWriter.Null);
        TestContext.Out.WriteLine(report.Summary());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Findings, Is.Empty, $"seed {seed}");
            Assert.That(report.MissingRows, Is.Empty, "every row of the table is generated, or listed with a reason");
            Assert.That(report.Methods, Is.EqualTo(Methods));
            Assert.That(report.NotCompiled, Is.LessThan(Methods / 100), "nearly all texts are C#");
            Assert.That(report.Refused.Values.Sum(), Is.LessThan(Methods / 10), "those that are written to be refused are few");
            Assert.That(report.Marked, Is.GreaterThan(Methods), "marks are seen at all");
        }
    }
}
