using System.Reflection;
using AssemblyToProcess;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>
/// Trap X8: a capture comes after a change of a collection has begun and before it has ended. What it reads is half of the change; the change is
/// reported when it has ended, so that the next capture reads the other half.
/// </summary>
public class When_a_commit_comes_within_a_change : RoundTripTest
{
    static readonly MethodInfo[] changes = [.. typeof(CommitsWithin).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => method.GetParameters().Length == 0 && method.ReturnType == typeof(void) && !method.IsSpecialName && method.Name[0] != '<')];

    static IEnumerable<string> Names => changes.Select(change => change.Name);

    Pair pair = null!;
    CommitsWithin root = null!;

    [SetUp]
    public void Begin()
    {
        pair = new Pair();
        root = pair.Root(new CommitsWithin());
        pair.Commit();
    }

    [Test]
    public void all_collections_are_watched()
        => Assert.That(typeof(CommitsWithin).GetFields(BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(field => field.FieldType.IsArray || field.FieldType.IsGenericType).Where(field => pair.Active.Collections.Find(field.GetValue(root)!)!.Watch is null).Select(field => field.Name), Is.Empty);

    [TestCaseSource(nameof(Names))]
    public void the_whole_change_arrives(string name)
    {
        root.Within = () => pair.Commit();
        for (int i = 0; i < 3; i++)
        {
            Do(name);
            pair.Commit();
            AssertSame();
        }
    }

    [TestCaseSource(nameof(Names))]
    public void what_was_changed_before_it_failed_arrives(string name)
    {
        int left = 2;
        root.Within = () =>
        {
            if (--left == 0)
                throw new OperationCanceledException();
            pair.Commit();
        };
        for (int i = 0; i < 3; i++)
        {
            try
            {
                Do(name);
            }
            // The platform's sorts say it in their own way.
            catch (Exception fault) when ((fault as OperationCanceledException ?? fault.InnerException) is OperationCanceledException)
            {
            }
            pair.Commit();
            AssertSame();
        }
    }

    void Do(string name) => changes.Single(change => change.Name == name).CreateDelegate<Action>(root)();

    void AssertSame() => Assert.That(DeepComparison.Of(root, pair.Copy<CommitsWithin>()).Differences, Is.Empty);
}
