using System.Collections;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Collections;

/// <summary>A kind of collection with every way to change it.</summary>
abstract class CollectionCase(string name)
{
    /// <summary>How many changes there are.</summary>
    internal abstract int Changes { get; }

    /// <summary>Runs random changes with random commits, snapshots and takeovers, and compares after each.</summary>
    internal abstract void RunAll(int seed);

    /// <summary>Makes one change to a collection that was sent, and compares.</summary>
    internal abstract void RunOne(int change, int seed);

    public override string ToString() => name;
}

/// <param name="name">For the test's name.</param>
/// <param name="create">Makes an empty one.</param>
/// <param name="changes">Each makes one change and returns the collection, or another one if it never changes itself.</param>
/// <param name="isOrdered">Whether its order is promised.</param>
sealed class CollectionCase<T>(string name, Func<T> create, Func<T, Random, T>[] changes, bool isOrdered = true) : CollectionCase(name)
    where T : class, IEnumerable
{
    const int Commits = 25;

    internal override int Changes => changes.Length;

    internal override void RunAll(int seed)
    {
        var random = new Random(seed);
        var pair = new Pair();
        // Twice, so that a copy that became two is seen.
        var root = pair.Root(NewRoot());
        for (int commit = 0; commit < Commits; commit++)
        {
            for (int i = random.Next(6); i > 0; i--)
                Change(root, random.Next(changes.Length), random);
            pair.Commit();
            if (random.Next(8) == 0)
                pair.Snapshot(random.Next(10, 300));
            Compare(pair, root, $"seed {seed}, commit {commit}");
            if (random.Next(10) == 0)
            {
                pair = pair.TakeOver();
                root = (List<T>)pair.Active.Roots["root"];
                if (isOrdered)
                    Assert.That(pair.Capture(), Is.Null, "a takeover changes nothing");
                pair.Snapshot();
                Compare(pair, root, $"seed {seed}, commit {commit}, taken over");
            }
        }
    }

    internal override void RunOne(int change, int seed)
    {
        var random = new Random(seed);
        var pair = new Pair();
        var root = pair.Root(NewRoot());
        for (int i = 0; i < 12; i++)
            Change(root, random.Next(changes.Length), random);
        pair.Commit();
        Compare(pair, root, $"seed {seed}, before");
        Change(root, change, random);
        pair.Commit();
        Compare(pair, root, $"seed {seed}, after");
    }

    List<T> NewRoot()
    {
        var one = create();
        return [one, one];
    }

    void Change(List<T> root, int change, Random random) => root[0] = root[1] = changes[change](root[0], random);

    void Compare(Pair pair, List<T> root, string when)
    {
        var copy = pair.Copy<List<T>>();
        Assert.That(copy[0], Is.SameAs(copy[1]), when);
        Assert.That(copy[0].GetType(), Is.EqualTo(root[0].GetType()), when);
        Assert.That(Text(copy[0]), Is.EqualTo(Text(root[0])), when);
    }

    string Text(T collection)
    {
        var texts = collection.Cast<object?>().Select(ItemText.Of);
        return string.Join(' ', isOrdered ? texts : texts.Order(StringComparer.Ordinal));
    }
}
