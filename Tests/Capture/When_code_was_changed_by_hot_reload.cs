using System.Reflection;
using System.Reflection.Metadata;

namespace Replicated.Tests.Capture;

/// <summary>Row 109: the changed code is not woven, so that its stores are not seen.</summary>
[NonParallelizable]
internal sealed class When_code_was_changed_by_hot_reload
{
    [Test]
    public void every_object_is_taken_whole_and_nothing_that_is_stored_unseen_is_lost()
    {
        var pair = new Pair();
        var root = pair.Root(new Node { Number = 1, Nodes = [new Node { Number = 2, Next = new Node { Number = 3 } }] });
        root.Nodes![0].Next!.Next = root;
        pair.Commit();
        root.StoreNumberOnly(4);
        root.Nodes[0].StoreNumberOnly(5);
        root.Nodes[0].Next!.StoreNumberOnly(6);
        Assert.That(pair.Capture(), Is.Null, "nobody saw it");
        pair.Capturer.TakesWholeState = true;
        pair.Commit();
        Assert.That(Numbers(pair), Is.EqualTo((4, 5, 6)));
        root.Nodes[0].Next!.StoreNumberOnly(7);
        pair.Commit();
        Assert.That(Numbers(pair), Is.EqualTo((4, 5, 7)), "and later, too");
    }

    [Test]
    public void objects_that_are_new_or_marked_are_written_once()
    {
        var pair = new Pair();
        var root = pair.Root(new Node { Number = 1 });
        pair.Commit();
        pair.Capturer.TakesWholeState = true;
        root.Number = 2;
        root.Next = new Node { Number = 3, Nodes = [root] };
        int bytes = pair.Commit()!.Bytes.Length;
        root.Number = 3;
        Assert.That(pair.Commit()!.Bytes.Length, Is.LessThanOrEqualTo(bytes));
        Assert.That((pair.Copy<Node>().Number, pair.Copy<Node>().Next!.Number, pair.Copy<Node>().Next!.Nodes![0]), Is.EqualTo((3, 3, pair.Copy<Node>())));
    }

    [Test]
    public void a_commit_that_fails_meanwhile_loses_nothing()
    {
        var pair = new Pair();
        var root = pair.Root(new Node { Number = 1, Nodes = [new Node()] });
        pair.Commit();
        pair.Capturer.TakesWholeState = true;
        root.Nodes![0].StoreNumberOnly(5);
        root.Next = new Node { Prices = new(EqualityComparer<string>.Create((first, second) => first == second)) };
        Assert.That(() => pair.Commit(), Throws.TypeOf<ReplicationException>());
        root.Next = null;
        pair.Commit();
        Assert.That(pair.Copy<Node>().Nodes![0].Number, Is.EqualTo(5));
    }

    /// <summary>The agent of the platform finds the handler by this attribute and calls this method.</summary>
    [Test]
    public void the_platform_is_told_whom_to_call()
    {
        var handler = typeof(Replication).Assembly.GetCustomAttributes<MetadataUpdateHandlerAttribute>().Single().HandlerType;
        var method = handler.GetMethod("UpdateApplication", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static, [typeof(Type[])]);
        Assert.That(method, Is.Not.Null);
        method!.Invoke(null, [new[] { typeof(string) }]);
        Assert.That(Replicated.Takeover.HotReload.Happened, Is.False, "no woven code was changed");
    }

    static (int, int, int) Numbers(Pair pair)
    {
        var copy = pair.Copy<Node>();
        return (copy.Number, copy.Nodes![0].Number, copy.Nodes[0].Next!.Number);
    }
}
