using Replicated.Frames;
using Replicated.Graph;

namespace Replicated.Tests.Capture;

/// <summary>What nothing refers to any more leaves the standby; what the program still holds and links again arrives whole.</summary>
[NonParallelizable]
public class When_nothing_refers_to_objects
{
    [Test]
    public void they_leave_the_standby()
    {
        var (pair, root) = Begin(new Node { Next = new Node { Next = new Node { Nodes = [] } } });
        int before = pair.Standby.Objects.Count;
        root.Next = null;
        pair.Commit();
        Collect(pair);
        Assert.That((before, pair.Standby.Objects.Count), Is.EqualTo((4, 1)));
    }

    /// <summary>Counted as if it could, changes of numbers kept the standby looking for most of its time.</summary>
    [Test]
    public void a_change_of_a_number_is_no_reason_to_look()
    {
        var (pair, root) = Begin(new Node { Next = new Node(), Nodes = [] });
        root.Number = 5;
        Assert.That(ChurnOf(pair), Is.EqualTo((0, 0)));
        root.Next = null;
        Assert.That(ChurnOf(pair), Is.EqualTo((1, 1)));
        root.Nodes!.Add(root);
        Assert.That(ChurnOf(pair), Is.EqualTo((1, 1)));
    }

    /// <summary>What the active counts of one commit, and the standby.</summary>
    static (int, long) ChurnOf(Pair pair)
    {
        long before = pair.Applier.Churn;
        return (pair.Commit()!.Churn, pair.Applier.Churn - before);
    }

    [Test]
    public void cycles_leave_too()
    {
        var first = new Node();
        var second = new Node { Next = first, Nodes = [first] };
        first.Next = second;
        second.Nodes.Add(second);
        var (pair, root) = Begin(new Node { Next = first });
        root.Next = null;
        pair.Commit();
        Collect(pair);
        Assert.That(pair.Standby.Objects.Count, Is.EqualTo(1));
    }

    [Test]
    public void one_that_was_only_held_by_a_variable_arrives_whole_when_it_is_linked_again()
    {
        var (pair, root) = Begin(new Node { Next = new Node { Number = 7, Nodes = [new Node { Number = 8 }] } });
        var held = root.Next!;
        root.Next = null;
        pair.Commit();
        Collect(pair);
        held.Nodes![0].Number = 9;
        pair.Commit();
        root.Next = held;
        pair.Commit();
        Assert.That((pair.Copy<Node>().Next!.Number, pair.Copy<Node>().Next!.Nodes!.Single().Number), Is.EqualTo((7, 9)));
        held.Nodes[0].Number = 10;
        held.Nodes.Add(root);
        pair.Commit();
        Assert.That((pair.Copy<Node>().Next!.Nodes![0].Number, pair.Copy<Node>().Next!.Nodes!.Count), Is.EqualTo((10, 2)));
    }

    /// <summary>The standby looked before the frame that links it; what it refers to was not in that frame.</summary>
    [Test]
    public void one_that_is_linked_again_after_the_standby_looked_stays_with_all_it_refers_to()
    {
        var (pair, root) = Begin(new Node { Next = new Node { Next = new Node { Number = 8 } } });
        var held = root.Next!;
        root.Next = null;
        pair.Commit();
        pair.Capturer.Garbage.BeginTrace();
        var found = Look(pair);
        root.Nodes = [held];
        pair.Commit();
        var linked = Judge(pair, found.Unreachable)!;
        pair.Applier.Tracer.GoOn(linked);
        Assert.That(Judge(pair, LookOn(pair).Unreachable), Is.Empty);
        pair.Commit();
        held.Next!.Number = 9;
        pair.Commit();
        Assert.That((linked.Count, pair.Copy<Node>().Nodes!.Single().Next!.Number), Is.EqualTo((1, 9)));
    }

    /// <summary>A frame links it while the standby has collected half of what it found.</summary>
    [Test]
    public void one_that_is_linked_again_while_the_standby_looks_stays_with_all_it_refers_to()
    {
        var (pair, root) = Begin(new Node { Next = new Node { Next = new Node { Number = 8 } } });
        var held = root.Next!;
        root.Next = null;
        pair.Commit();
        pair.Capturer.Garbage.BeginTrace();
        pair.Applier.Tracer.Begin();
        for (int step = 0; step < 4; step++)
            Assert.That(pair.Applier.Tracer.Step(1), Is.Null);
        root.Next = held;
        pair.Commit();
        Assert.That(LookOn(pair).Unreachable, Is.Empty);
    }

    [Test]
    public void a_frame_takes_away_no_more_than_a_slice()
    {
        var (pair, root) = Begin(new Node { Nodes = [.. Enumerable.Range(0, 40_000).Select(number => new Node { Number = number })] });
        root.Nodes = null;
        pair.Commit();
        pair.Capturer.Garbage.BeginTrace();
        Judge(pair, Look(pair).Unreachable);
        var counts = new List<int>();
        while (pair.Commit() is not null)
            counts.Add(pair.Standby.Objects.Count);
        Assert.That(counts, Is.EqualTo(new[] { 40_002 - (1 << 14), 40_002 - (2 << 14), 1 }));
    }

    [Test]
    public void a_capture_that_fails_takes_nothing_away_and_the_next_one_does()
    {
        var (pair, root) = Begin(new Node { Next = new Node { Number = 7 } });
        var held = root.Next!;
        root.Next = null;
        pair.Commit();
        pair.Capturer.Garbage.BeginTrace();
        Judge(pair, Look(pair).Unreachable);
        root.Next = held;
        root.Prices = new(EqualityComparer<string>.Create((first, second) => first == second));
        Assert.That(() => pair.Commit(), Throws.TypeOf<ReplicationException>());
        root.Prices = null;
        pair.Commit();
        Assert.That((pair.Standby.Objects.Count, pair.Copy<Node>().Next!.Number), Is.EqualTo((2, 7)));
        held.Number = 8;
        pair.Commit();
        Assert.That(pair.Copy<Node>().Next!.Number, Is.EqualTo(8));
    }

    [Test]
    public void ids_that_no_object_ever_had_are_refused()
    {
        var (pair, _) = Begin(new Node());
        pair.Capturer.Garbage.BeginTrace();
        Assert.That(() => Judge(pair, [new IdRun(pair.Active.Ids.Last, 2)]), Throws.TypeOf<ReplicationException>().With.Message.Contains("cannot be taken away"));
    }

    [Test]
    public void what_was_taken_away_belongs_to_no_reign_after_it()
    {
        var (pair, root) = Begin(new Node { Next = new Node { Number = 7 } });
        root.Next = null;
        pair.Commit();
        Node kept = (Node)pair.Standby.Objects.Entry(pair.Active.Ids.Last)!;
        Collect(pair);
        pair = pair.TakeOver();
        root = (Node)pair.Active.Roots["root"];
        root.Next = kept;
        var head = new FrameReader().Open(pair.Capture()!.Bytes);
        Assert.That(head.Created.Count, Is.EqualTo(1), "others do not have it any more");
    }

    /// <summary>Random graphs whose parts are held aside and linked again, while a standby looks in steps of random size.</summary>
    [Test]
    public void random_graphs_stay_equal_and_leave_nothing_behind()
    {
        for (int seed = 0; seed < 300; seed++)
            new RandomGarbage(seed).Run(commits: 60);
    }

    static (Pair Pair, Node Root) Begin(Node value)
    {
        var pair = new Pair();
        var root = pair.Root(value);
        pair.Commit();
        return (pair, root);
    }

    static void Collect(Pair pair)
    {
        pair.Capturer.Garbage.BeginTrace();
        Assert.That(Judge(pair, Look(pair).Unreachable), Is.Empty);
        pair.Commit();
    }

    static (List<IdRun> Unreachable, long Live) Look(Pair pair)
    {
        pair.Applier.Tracer.Begin();
        return LookOn(pair);
    }

    static (List<IdRun> Unreachable, long Live) LookOn(Pair pair) => pair.Applier.Tracer.Step(int.MaxValue)!.Value;

    internal static List<IdRun>? Judge(Pair pair, List<IdRun> ids)
    {
        var found = new IdSet();
        foreach (var run in ids)
        {
            for (ulong id = run.First; id < run.End; id++)
                found.Add(id);
        }
        return pair.Capturer.Garbage.Judge(ids, found);
    }
}
