using System.Reflection;
using AssemblyToProcess;
using Replicated.Tests.Capture;
using Replicated.Tests.Weaving.Constructs;

namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>Each construct changes members in its own way; the standby must have what it left.</summary>
public class When_methods_of_samples_run : RoundTripTest
{
    static readonly Assembly program = typeof(PlainStores).Assembly;

    static IEnumerable<TestCaseData> Constructs() => Construct.Of(program)
        .Where(construct => !construct.MethodOf(program).IsStatic)
        .Select(construct => new TestCaseData(construct).SetArgDisplayNames(construct.Name));

    [TestCaseSource(nameof(Constructs))]
    public void the_standby_has_what_the_method_left(object row)
    {
        var method = ((Construct)row).MethodOf(program);
        var pair = new Pair();
        object root = pair.Root(Activator.CreateInstance(method.DeclaringType!)!);
        pair.Commit();
        foreach (int n in Construct.Inputs)
        {
            Construct.Run(method, root, n);
            pair.Commit();
            Assert.That(StateOf(pair.Copy<object>()), Is.EqualTo(StateOf(root)), $"{method.Name}({n})");
        }
    }

    [Test]
    public void there_are_methods_to_run() => Assert.That(Constructs().Count(), Is.GreaterThan(35));

    static string StateOf(object root)
    {
        var state = new StateOfObjects(program, StateOfObjects.NoNumbers());
        state.Add(root);
        return state.ToString();
    }
}
