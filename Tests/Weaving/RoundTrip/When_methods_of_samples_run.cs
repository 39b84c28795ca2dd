using System.Reflection;
using AssemblyToProcess;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>Each method of the samples changes members in its own way; the standby must have what it left.</summary>
public class When_methods_of_samples_run : RoundTripTest
{
    const int Times = 6;

    static readonly Type[] samples = [typeof(Stores), typeof(Addresses), typeof(Generic<int>), typeof(Structs)];

    static IEnumerable<TestCaseData> Methods() => samples.SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
        .Where(method => !method.IsSpecialName && method.ReturnType == typeof(void) && Arguments(method, 0) is not null)
        .Select(method => new TestCaseData(method).SetArgDisplayNames($"{method.DeclaringType!.Name}.{method.Name}"));

    [TestCaseSource(nameof(Methods))]
    public void the_standby_has_what_the_method_left(MethodInfo method)
    {
        var pair = new Pair();
        object root = pair.Root(Activator.CreateInstance(method.DeclaringType!)!);
        if (root is Stores stores)
            stores.next = new Stores { next = new Stores() };
        pair.Commit();
        for (int n = 1; n <= Times; n++)
        {
            method.Invoke(root, Arguments(method, n));
            pair.Commit();
            Assert.That(DeepComparison.Of(root, pair.Copy<object>()).Differences, Is.Empty, $"{method.Name}({n})");
        }
    }

    [Test]
    public void there_are_methods_to_run() => Assert.That(Methods().Count(), Is.GreaterThan(35));

    static object[]? Arguments(MethodInfo method, int n) => method.GetParameters() switch
    {
        [] => [],
        [var one] when one.ParameterType == typeof(int) => [n],
        _ => null,
    };
}
