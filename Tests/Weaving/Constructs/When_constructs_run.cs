using Microsoft.CodeAnalysis;

namespace Replicated.Tests.Weaving.Constructs;

/// <summary>Each construct runs woven, and as its twin that is not woven, with the same inputs.</summary>
[TestFixture(OptimizationLevel.Debug)]
[TestFixture(OptimizationLevel.Release)]
public class When_constructs_run(OptimizationLevel optimization)
{
    WovenProgram woven = null!;
    WovenProgram twin = null!;

    static IEnumerable<TestCaseData> Constructs() =>
        Construct.Of(typeof(AssemblyToProcess.PlainStores).Assembly).Select(construct => new TestCaseData(construct).SetArgDisplayNames(construct.Name));

    [OneTimeSetUp]
    public void Load()
    {
        var zoo = Zoo.Of(optimization);
        woven = new WovenProgram([zoo.After]);
        twin = new WovenProgram([zoo.Before]);
    }

    [TestCaseSource(nameof(Constructs))]
    public void it_behaves_like_its_twin_and_each_change_is_marked(object row)
    {
        var construct = (Construct)row;
        var (method, methodOfTwin) = (construct.MethodOf(woven.Assembly), construct.MethodOf(twin.Assembly));
        object? target = TargetOf(method.IsStatic, method.DeclaringType!);
        object? targetOfTwin = TargetOf(method.IsStatic, methodOfTwin.DeclaringType!);
        bool marksNothing = method.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "MarksNothingAttribute");
        bool sawChange = false;
        foreach (int n in Construct.Inputs)
        {
            var oracle = new ChangeOracle(woven, method.DeclaringType!, target);
            object? result = Construct.Run(method, target, n);
            Assert.That(oracle.Unmarked(), Is.Empty, $"{construct}({n}): changed and not marked");
            if (marksNothing)
                Assert.That(oracle.Marked(), Is.Empty, $"{construct}({n}): marked and not written");
            sawChange |= oracle.SawChange;
            string state = StateOf(woven, target, result);
            Assert.That(state, Is.EqualTo(StateOf(twin, targetOfTwin, Construct.Run(methodOfTwin, targetOfTwin, n))), $"{construct}({n}): as its twin");
        }
        Assert.That(sawChange, Is.EqualTo(!marksNothing), "a construct that changes nothing would prove nothing");
    }

    [Test]
    public void the_build_says_what_stands_at_the_lines()
    {
        var expected = Directory.GetFiles(House.Repository.Path("AssemblyToProcess"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => new SampleToRefuse(Path.GetFileName(file), File.ReadAllText(file)).Expected.Select(expected => $"{Path.GetFileName(file)} {expected}"));
        var found = Zoo.Of(optimization).Result.Diagnostics.Select(diagnostic => $"{Path.GetFileName(diagnostic.Place?.File)} {diagnostic.Rule.Id}@{diagnostic.Place?.Line}");
        Assert.That(found.Distinct(), Is.EquivalentTo(expected));
    }

    static object? TargetOf(bool isStatic, Type type) => isStatic ? null : Activator.CreateInstance(type);

    static string StateOf(WovenProgram program, object? target, object? result)
    {
        var state = new StateOfObjects(program.Assembly, StateOfObjects.NoNumbers());
        return $"{state.Add(target)} {state.Add(result)}\n{state}";
    }
}
