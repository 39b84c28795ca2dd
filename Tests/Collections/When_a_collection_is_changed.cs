namespace Replicated.Tests.Collections;

/// <summary>Each kind of collection is changed by each member that changes it, in code that is not woven.</summary>
[NonParallelizable]
public class When_a_collection_is_changed
{
    const int Seeds = 12;

    static readonly int first = Environment.TickCount;

    static IEnumerable<CollectionCase> All => [.. MutableCollections.All, .. ImmutableCollections.All];

    static IEnumerable<TestCaseData> Kinds => All.Select(kind => new TestCaseData(kind).SetArgDisplayNames(kind.ToString()));

    static IEnumerable<TestCaseData> Changes =>
        All.SelectMany(kind => Enumerable.Range(0, kind.Changes).Select(change => new TestCaseData(kind, change).SetArgDisplayNames(kind.ToString(), $"{change}")));

    [TestCaseSource(nameof(Kinds))]
    public void the_standby_has_the_same_items_in_the_same_order_after_each_commit(object kind)
    {
        for (int seed = first; seed < first + Seeds; seed++)
            ((CollectionCase)kind).RunAll(seed);
    }

    [TestCaseSource(nameof(Changes))]
    public void each_change_by_itself_arrives(object kind, int change)
    {
        for (int seed = first; seed < first + Seeds; seed++)
            ((CollectionCase)kind).RunOne(change, seed);
    }
}
