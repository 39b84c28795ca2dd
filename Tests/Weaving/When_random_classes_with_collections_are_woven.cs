using Fuzz;
using Fuzz.Collections;

namespace Replicated.Tests.Weaving;

/// <summary>
/// The generator's own check: whatever a class does with its collections, the standby has them, and the class does what its unwoven twin does.
/// A seed that fails is printed and repeats it.
/// </summary>
[NonParallelizable]
public class When_random_classes_with_collections_are_woven
{
    const int Classes = 300;

    [Test]
    public void the_standby_has_what_the_active_has()
    {
        int seed = Environment.TickCount & int.MaxValue;
        // Said before: a fault that ends the process would take it along.
        TestContext.Progress.WriteLine($"random classes with collections: seed {seed}");
        var report = CollectionRun.Run(new FuzzOptions(Classes, seed), TextWriter.Null);
        TestContext.Out.WriteLine(report.Summary());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(report.Findings, Is.Empty, $"seed {seed}");
            Assert.That(report.Classes, Is.EqualTo(Classes));
            Assert.That(report.NotCompiled, Is.LessThan(Classes / 100), "nearly all texts are C#");
            Assert.That(report.Watched.Values.Sum(), Is.GreaterThan(Classes / 2), "of eight members one is watched at the least");
            Assert.That(report.Compared.Values.Sum(), Is.GreaterThan(Classes / 2), "and one is compared");
        }
    }
}
