using AssemblyToProcess;

namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>
/// Trap X8: a capture comes after a change of a collection has begun and before it has ended. What it reads is half of the change; the change is
/// reported when it has ended, so that the next capture reads the other half.
/// </summary>
public class When_a_commit_comes_within_a_change : ChangesTest<CommitsWithin>
{
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

    /// <summary>Until a call returns that has an address, each capture takes what the address is of.</summary>
    [TestCase(nameof(CommitsWithin.ArrayRef))]
    [TestCase(nameof(CommitsWithin.ArrayRefGiven))]
    [TestCase(nameof(CommitsWithin.ArraySpanGiven))]
    public void what_was_written_before_arrives_with_it(string name)
    {
        root.Within = () =>
        {
            pair.Commit();
            AssertSame();
        };
        for (int i = 0; i < 3; i++)
            Do(name);
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

    void AssertSame() => Assert.That(DeepComparison.Of(root, pair.Copy<CommitsWithin>()).Differences, Is.Empty);
}
