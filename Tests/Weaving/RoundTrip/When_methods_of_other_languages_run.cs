using System.Reflection;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>Each method of the samples in F# and VB changes members in its own way; the standby must have what it left.</summary>
public class When_methods_of_other_languages_run : RoundTripTest
{
    const int Times = 6;

    static readonly Type[] samples = [typeof(FSharpToProcess.Shapes), typeof(VisualBasicToProcess.Shapes)];

    static IEnumerable<TestCaseData> Methods() => samples
        .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
        .Where(method => !method.IsSpecialName && method.GetParameters() is [{ ParameterType.FullName: "System.Int32" }] && method.ReturnType == typeof(void))
        .Select(method => new TestCaseData(method).SetArgDisplayNames($"{method.DeclaringType!.FullName}.{method.Name}"));

    [TestCaseSource(nameof(Methods))]
    public void the_standby_has_what_the_method_left(MethodInfo method)
    {
        var pair = new Pair();
        object root = pair.Root(Activator.CreateInstance(method.DeclaringType!)!);
        pair.Commit();
        for (int n = 1; n <= Times; n++)
        {
            method.Invoke(root, [n]);
            pair.Commit();
            Assert.That(DeepComparison.Of(root, pair.Copy<object>()).Differences, Is.Empty, $"{method.Name}({n})");
        }
    }

    [Test]
    public void there_are_methods_to_run() => Assert.That(Methods().Count(), Is.GreaterThan(30));
}
