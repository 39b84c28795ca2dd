namespace Replicated.Tests.Capture;

/// <summary>
/// A snapshot holds what can be reached, but an object that cannot stays attached on the active. The standby that began with the
/// snapshot does not know it, so it must be sent whole when it is reached again, and not at all while it is not.
/// </summary>
[NonParallelizable]
public class When_an_object_comes_back_after_a_snapshot
{
    [Test]
    public void it_is_sent_whole()
    {
        var (pair, root) = Begin(new Node { Next = new Node { Number = 7, Next = new Node { Number = 8 } } });
        var away = root.Next!;
        root.Next = null;
        pair.Capture();
        pair.Snapshot();
        root.Next = away;
        pair.Commit();
        Assert.That((pair.Copy<Node>().Next!.Number, pair.Copy<Node>().Next!.Next!.Number), Is.EqualTo((7, 8)));
    }

    [Test]
    public void a_change_of_it_while_it_is_away_is_no_change_of_the_state()
    {
        var (pair, root) = Begin(new Node { Next = new Node { Nodes = [] } });
        var away = root.Next!;
        root.Next = null;
        pair.Capture();
        pair.Snapshot();
        away.Number = 5;
        away.Nodes!.Add(new Node { Number = 6 });
        root.Number = 1;
        pair.Commit();
        Assert.That((pair.Copy<Node>().Number, pair.Copy<Node>().Next), Is.EqualTo((1, (Node?)null)));
        root.Next = away;
        pair.Commit();
        Assert.That((pair.Copy<Node>().Next!.Number, pair.Copy<Node>().Next!.Nodes!.Single().Number), Is.EqualTo((5, 6)));
        away.Number = 9;
        away.Nodes!.Clear();
        pair.Commit();
        Assert.That((pair.Copy<Node>().Next!.Number, pair.Copy<Node>().Next!.Nodes!.Count), Is.EqualTo((9, 0)));
    }

    /// <summary>The snapshot has members as they are and lists as they were sent: neither refers to what is between the two.</summary>
    [Test]
    public void it_may_have_been_on_its_way_from_a_member_to_a_list()
    {
        var (pair, root) = Begin(new Node { Nodes = [], Next = new Node { Number = 7 } });
        root.Nodes!.Add(root.Next!);
        root.Next = null;
        pair.Snapshot();
        pair.Commit();
        Assert.That((pair.Copy<Node>().Nodes!.Single().Number, pair.Copy<Node>().Next), Is.EqualTo((7, (Node?)null)));
    }

    /// <summary>A standby gets new objects by a snapshot; under the id of a new one, an old one that the program still holds would be taken for it.</summary>
    [Test]
    public void one_of_before_the_snapshot_is_another_one()
    {
        var (pair, _) = Begin(new Node { Nodes = [], Next = new Node { Number = 7 } });
        var old = pair.Copy<Node>().Next!;
        pair.Snapshot();
        pair = pair.TakeOver();
        pair.Snapshot();
        ((Node)pair.Active.Roots["root"]).Nodes!.Add(old);
        pair.Commit();
        var copy = pair.Copy<Node>();
        Assert.That((copy.Nodes!.Single().Number, ReferenceEquals(copy.Nodes!.Single(), copy.Next)), Is.EqualTo((7, false)));
    }

    [Test]
    public void a_capture_that_fails_meanwhile_loses_nothing()
    {
        var (pair, root) = Begin(new Node { Next = new Node { Number = 7, Nodes = [new Node { Number = 8 }] } });
        var away = root.Next!;
        root.Next = null;
        pair.Capture();
        pair.Snapshot();
        root.Next = away;
        root.Prices = new(EqualityComparer<string>.Create((first, second) => first == second));
        Assert.That(() => pair.Commit(), Throws.TypeOf<ReplicationException>());
        root.Prices = null;
        pair.Commit();
        Assert.That((pair.Copy<Node>().Next!.Number, pair.Copy<Node>().Next!.Nodes!.Single().Number), Is.EqualTo((7, 8)));
    }

    [Test]
    public void standbys_that_know_it_get_it_too()
    {
        var (pair, root) = Begin(new Node { Next = new Node { Number = 7, Nodes = [] } });
        var away = root.Next!;
        root.Next = null;
        pair.Commit();
        pair.Capturer.Snapshot(pair.Position, 1 << 20);
        root.Next = away;
        away.Number = 8;
        pair.Commit();
        Assert.That(pair.Copy<Node>().Next!.Number, Is.EqualTo(8));
    }

    /// <summary>The second snapshot holds it, but the standby that began with the first one does not know it.</summary>
    [Test]
    public void a_second_snapshot_makes_it_no_older()
    {
        var (pair, root) = Begin(new Node { Next = new Node { Number = 7 } });
        var away = root.Next!;
        root.Next = null;
        pair.Capture();
        pair.Snapshot();
        root.Next = away;
        pair.Capturer.Snapshot(pair.Position, 1 << 20);
        pair.Commit();
        Assert.That(pair.Copy<Node>().Next!.Number, Is.EqualTo(7));
    }

    static (Pair Pair, Node Root) Begin(Node value)
    {
        var pair = new Pair();
        var root = pair.Root(value);
        pair.Commit();
        return (pair, root);
    }
}
