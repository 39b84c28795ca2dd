using AssemblyToProcess;
using Replicated.Marks;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Weaving.RoundTrip;

[TestFixture(typeof(Scalars))]
[TestFixture(typeof(Composites))]
[TestFixture(typeof(AssemblyToProcess.Collections))]
[TestFixture(typeof(MoreCollections))]
[TestFixture(typeof(PlatformObjects))]
[TestFixture(typeof(AssemblyToProcess.ImmutableCollections))]
[TestFixture(typeof(Buffers))]
[TestFixture(typeof(Structs))]
[TestFixture(typeof(Generic<int>))]
[TestFixture(typeof(Generic<string>))]
[TestFixture(typeof(Generic<Leaf>))]
[TestFixture(typeof(Generic<Box<Leaf>>))]
[TestFixture(typeof(Two<int, Leaf>))]
[TestFixture(typeof(Closed))]
[TestFixture(typeof(AssemblyToProcess.Generics))]
[TestFixture(typeof(Circle))]
[TestFixture(typeof(Ring))]
[TestFixture(typeof(Group))]
[TestFixture(typeof(MarkedFurther))]
[TestFixture(typeof(GraphNode))]
[TestFixture(typeof(Open))]
[TestFixture(typeof(Many))]
[TestFixture(typeof(ManyMore))]
[TestFixture(typeof(FSharpToProcess.Shapes))]
[TestFixture(typeof(FSharpToProcess.Row))]
[TestFixture(typeof(VisualBasicToProcess.Shapes))]
public class When_random_objects_are_committed(Type type) : RoundTripTest
{
    const int Seeds = 20;
    const int Rounds = 15;

    static readonly int first = Environment.TickCount;

    [Test]
    public void the_standby_has_the_same_after_each_commit()
    {
        TestContext.Out.WriteLine($"seeds {first} to {first + Seeds - 1}");
        foreach (int seed in Enumerable.Range(first, Seeds))
        {
            var values = new RandomValues(new Random(seed), []);
            var pair = new Pair();
            object root = pair.Root(values.Object(type));
            pair.Commit();
            var reached = Same(root, pair.Copy<object>(), $"seed {seed}");
            for (int round = 0; round < Rounds; round++)
            {
                string change = Change(values, reached);
                pair.Commit();
                reached = Same(root, pair.Copy<object>(), $"seed {seed}, round {round}: {change}");
            }
        }
    }

    [Test]
    public void a_node_that_starts_late_and_what_follows_a_takeover_have_the_same()
    {
        int seed = first;
        TestContext.Out.WriteLine($"seed {seed}");
        var values = new RandomValues(new Random(seed), []);
        var pair = new Pair();
        object root = pair.Root(values.Object(type));
        pair.Commit();
        pair.Snapshot(sliceBytes: 64);
        Same(root, pair.Copy<object>(), $"seed {seed}, snapshot");

        object active = pair.Copy<object>();
        var next = pair.TakeOver();
        next.Snapshot();
        var reached = Same(active, next.Copy<object>(), $"seed {seed}, taken over");
        // Not the objects of the active that was: they are of another process.
        values = new RandomValues(new Random(seed), reached);
        for (int round = 0; round < Rounds; round++)
        {
            string change = Change(values, reached);
            next.Commit();
            reached = Same(active, next.Copy<object>(), $"seed {seed}, after the takeover, round {round}: {change}");
        }
    }

    static IReadOnlyList<object> Same(object root, object copy, string when)
    {
        var comparison = DeepComparison.Of(root, copy);
        Assert.That(comparison.Differences, Is.Empty, when);
        return comparison.Reached;
    }

    /// <summary>Changes one member through its setter, or what one collection holds.</summary>
    static string Change(RandomValues values, IReadOnlyList<object> reached)
    {
        object target = reached[values.Random.Next(reached.Count)];
        if (RandomCollections.Changes(target))
        {
            values.Change(target);
            // By reflection, which nobody sees: said in place of the code that alone can change it.
            TouchedCollection.Find(target)?.TouchWhole();
            return "items of a " + target.GetType();
        }
        var settable = RandomValues.Settable(target.GetType());
        if (settable.Count == 0)
            return "nothing";
        var property = settable[values.Random.Next(settable.Count)];
        property.SetValue(target, values.Of(property.PropertyType));
        return $"{target.GetType()}.{property.Name}";
    }
}
