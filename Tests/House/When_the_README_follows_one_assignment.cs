namespace Replicated.Tests.House;

public class When_the_README_follows_one_assignment
{
    static IEnumerable<Walk> Steps() => Walk.Read();

    [TestCaseSource(nameof(Steps))]
    public void the_method_exists(object step) => Assert.That(((Walk)step).Exists(), step.ToString());

    [Test]
    public void every_stage_of_the_runtime_is_passed()
    {
        var stages = Directory.GetDirectories(Repository.Path("Replicated.Runtime")).Select(folder => Path.GetFileName(folder)!).Except(["bin", "obj"]);

        Assert.That(stages.Except(Steps().Select(step => step.Folder.Split('/')[^1])), Is.Empty);
    }
}
