namespace Replicated.Tests.Capture;

[NonParallelizable]
public class When_a_graph_is_committed
{
    [Test]
    public void the_standby_has_the_same_values_and_shape()
    {
        var pair = new Pair();
        var shared = new Node { Number = 7 };
        var root = pair.Root(new Node { Number = 1, Next = shared, Nodes = [shared, new Node { Number = 3, Next = shared }] });
        root.Nodes![1].Nodes = root.Nodes;
        pair.Commit();
        var copy = pair.Copy<Node>();
        Assert.Multiple(() =>
        {
            Assert.That(copy.Number, Is.EqualTo(1));
            Assert.That(copy.Next!.Number, Is.EqualTo(7));
            Assert.That(copy.Nodes![0], Is.SameAs(copy.Next));
            Assert.That(copy.Nodes[1].Next, Is.SameAs(copy.Next));
            Assert.That(copy.Nodes[1].Nodes, Is.SameAs(copy.Nodes));
        });
    }

    [Test]
    public void only_what_changed_is_in_the_next_frame()
    {
        var pair = new Pair();
        var root = pair.Root(new Node { Nodes = [.. Enumerable.Range(0, 1000).Select(number => new Node { Number = number })] });
        pair.Commit();
        root.Nodes![500].Number = -1;
        var frame = pair.Commit()!;
        Assert.That(frame.Bytes.Length, Is.LessThan(80));
        Assert.That(pair.Copy<Node>().Nodes![500].Number, Is.EqualTo(-1));
    }

    [Test]
    public void nothing_changed_makes_no_frame()
    {
        var pair = new Pair();
        pair.Root(new Node());
        pair.Commit();
        Assert.That(pair.Commit(), Is.Null);
    }

    [Test]
    public void a_cycle_of_ten_thousand_nodes_arrives()
    {
        var pair = new Pair();
        var root = pair.Root(new Node());
        var last = root;
        for (int i = 1; i < 10_000; i++)
            last = last.Next = new Node { Number = i };
        last.Next = root;
        pair.Commit();
        var copy = pair.Copy<Node>();
        var at = copy;
        for (int i = 0; i < 10_000; i++)
            at = at.Next!;
        Assert.That(at, Is.SameAs(copy));
    }

    [Test]
    public void changes_of_a_list_arrive([Values(0, 1, 2, 3, 4, 5)] int change)
    {
        var pair = new Pair();
        var root = pair.Root(new Node { Nodes = [.. Enumerable.Range(0, 20).Select(number => new Node { Number = number })] });
        pair.Commit();
        Change(root.Nodes!, change);
        pair.Commit();
        Assert.That(pair.Copy<Node>().Nodes!.Select(node => node.Number), Is.EqualTo(root.Nodes!.Select(node => node.Number)));
    }

    static void Change(List<Node> nodes, int change)
    {
        switch (change)
        {
            case 0:
                nodes.RemoveAt(0);
                break;
            case 1:
                nodes.Clear();
                break;
            case 2:
                nodes.Insert(10, new Node { Number = 100 });
                break;
            case 3:
                nodes[3] = nodes[4] = nodes[19] = nodes[0];
                break;
            case 4:
                nodes.Reverse();
                break;
            case 5:
                nodes.AddRange([.. nodes]);
                nodes[1] = new Node { Number = 5 };
                break;
        }
    }

    [Test]
    public void changes_of_a_dictionary_arrive_with_the_scale_of_each_decimal()
    {
        var pair = new Pair();
        var root = pair.Root(new Node { Prices = new() { ["a"] = 1.0m, ["b"] = 2m, ["c"] = 3m, ["d"] = 4m } });
        pair.Commit();
        root.Prices!["a"] = 1.00m;
        root.Prices.Remove("b");
        root.Prices["e"] = 5m;
        pair.Commit();
        var copy = pair.Copy<Node>().Prices!;
        Assert.That(copy.OrderBy(entry => entry.Key).Select(entry => $"{entry.Key}={entry.Value}"),
            Is.EqualTo(root.Prices.OrderBy(entry => entry.Key).Select(entry => $"{entry.Key}={entry.Value}")));
        Assert.That(copy["a"].ToString(System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo("1.00"));
    }

    [Test]
    public void a_known_comparer_arrives_and_an_unknown_one_is_refused_with_its_path()
    {
        var pair = new Pair();
        var root = pair.Root(new Node { Prices = new(StringComparer.OrdinalIgnoreCase) { ["a"] = 1 } });
        pair.Commit();
        Assert.That(pair.Copy<Node>().Prices!["A"], Is.EqualTo(1m));
        root.Next = new Node { Prices = new(EqualityComparer<string>.Create((first, second) => first == second)) };
        Assert.That(() => pair.Commit(), Throws.TypeOf<ReplicationException>().With.Message.StartsWith("root.Next.Prices: a dictionary with the comparer"));
    }

    [Test]
    public void a_commit_that_fails_loses_nothing_and_can_be_mended()
    {
        var pair = new Pair();
        var root = pair.Root(new Node { Number = 1 });
        pair.Commit();
        root.Number = 2;
        root.Nodes = [new Node { Number = 9 }];
        root.Next = new Node { Prices = new(EqualityComparer<string>.Create((first, second) => first == second)) };
        Assert.That(() => pair.Commit(), Throws.TypeOf<ReplicationException>());
        root.Next.Prices = null;
        pair.Commit();
        var copy = pair.Copy<Node>();
        Assert.Multiple(() =>
        {
            Assert.That(copy.Number, Is.EqualTo(2));
            Assert.That(copy.Nodes!.Single().Number, Is.EqualTo(9));
            Assert.That(copy.Next, Is.Not.Null);
        });
    }

    [Test]
    public void a_takeover_goes_on_from_the_same_state()
    {
        var pair = new Pair();
        var root = pair.Root(new Node { Number = 1, Nodes = [new Node { Number = 2 }], Prices = new() { ["a"] = 1 } });
        pair.Commit();
        var second = pair.TakeOver();
        var copy = (Node)second.Active.Roots["root"];
        Assert.That(second.Capture(), Is.Null, "a takeover changes nothing");
        second.Snapshot();
        copy.Number = 5;
        copy.Nodes!.Add(new Node { Number = 6 });
        copy.Prices!["b"] = 2;
        second.Commit();
        var third = second.Copy<Node>();
        Assert.Multiple(() =>
        {
            Assert.That(third.Number, Is.EqualTo(5));
            Assert.That(third.Nodes!.Select(node => node.Number), Is.EqualTo(new[] { 2, 6 }));
            Assert.That(third.Prices!.Keys, Is.EqualTo(new[] { "a", "b" }));
        });
    }

    [Test]
    public void a_snapshot_in_slices_is_the_same_state()
    {
        var pair = new Pair();
        var root = pair.Root(new Node { Nodes = [.. Enumerable.Range(0, 500).Select(number => new Node { Number = number })] });
        for (int i = 1; i < 500; i++)
            root.Nodes![i].Next = root.Nodes[^i];
        pair.Capture();
        pair.Snapshot(sliceBytes: 100);
        var copy = pair.Copy<Node>();
        Assert.That(copy.Nodes!.Select(node => node.Number), Is.EqualTo(Enumerable.Range(0, 500)));
        Assert.That(copy.Nodes!.Skip(1).Select((node, i) => ReferenceEquals(node.Next, copy.Nodes![^(i + 1)])), Has.All.True);
        root.Nodes![7].Number = -7;
        pair.Commit();
        Assert.That(copy.Nodes![7].Number, Is.EqualTo(-7));
    }

    /// <summary>Was: the collection that went during the capture shifted the place of all after it.</summary>
    [Test]
    public void a_collection_that_is_collected_as_garbage_during_a_capture_does_no_harm()
    {
        var pair = new Pair();
        var root = pair.Root(new Node { Nodes = [], Prices = [] });
        Replace(root);
        pair.Commit();
        Replace(root);
        root.Prices!["a"] = 1;
        pair.Capturer.AtStep = step =>
        {
            if (step == Replicated.Capture.CaptureStep.BarrierPassed)
                GC.Collect();
        };
        pair.Commit();
        Assert.That(pair.Copy<Node>().Prices!.Keys, Is.EqualTo(new[] { "a" }));
    }

    /// <summary>Apart, so that nothing on the stack holds the list.</summary>
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    static void Replace(Node root) => root.Nodes = [new Node()];

    /// <summary>Was: the first snapshot failed on an object that no capture had attached yet.</summary>
    [Test]
    public void a_snapshot_leaves_out_what_was_stored_after_the_last_capture()
    {
        var pair = new Pair();
        var root = pair.Root(new Node { Number = 1 });
        pair.Capture();
        root.Next = new Node { Number = 2 };
        pair.Snapshot();
        Assert.That(pair.Copy<Node>().Next, Is.Null);
        pair.Commit();
        Assert.That(pair.Copy<Node>().Next!.Number, Is.EqualTo(2));
    }
}
