using System.Collections;
using System.Reflection;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>A test with a sample of which each public method without parameters changes private collections in one way.</summary>
public abstract class ChangesTest<TSample> : RoundTripTest
    where TSample : class, new()
{
    const BindingFlags Private = BindingFlags.NonPublic | BindingFlags.Instance;

    private protected static readonly MethodInfo[] changes =
        [.. typeof(TSample).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => method.GetParameters().Length == 0 && method.ReturnType == typeof(void) && !method.IsSpecialName && method.Name[0] != '<')];

    private protected Pair pair = null!;
    private protected TSample root = null!;

    protected static IEnumerable<string> Names => changes.Select(change => change.Name);

    private protected static IEnumerable<FieldInfo> Collections
        => typeof(TSample).GetFields(Private).Where(member => typeof(IEnumerable).IsAssignableFrom(member.FieldType) || member.FieldType.Name.StartsWith("Priority", StringComparison.Ordinal));

    [SetUp]
    public void Begin()
    {
        pair = new Pair();
        root = pair.Root(new TSample());
        pair.Commit();
    }

    [Test]
    public void all_of_them_are_watched()
        => Assert.That(Collections.Where(field => pair.Active.Collections.Find(field.GetValue(root)!)!.Watch is null).Select(field => field.Name), Is.Empty);

    private protected void Do(string name) => changes.Single(change => change.Name == name).CreateDelegate<Action>(root)();

    private protected static FieldInfo Field(string name) => typeof(TSample).GetField(name, Private)!;
}
