using System.Reflection;
using Replicated.Capture;
using Replicated.Woven;

namespace Replicated.Tests.Capture;

/// <summary>Trap X18: unwoven code copies an object with its header, and the copy marks under the id of the original.</summary>
[NonParallelizable]
internal sealed class When_unwoven_code_clones_an_object
{
    static readonly MethodInfo memberwiseClone = typeof(object).GetMethod("MemberwiseClone", BindingFlags.NonPublic | BindingFlags.Instance)!;

    Pair pair = null!;
    Node root = null!;

    [SetUp]
    public void Begin()
    {
        pair = new Pair();
        root = pair.Root(new Node { Number = 1, Nodes = [new Node { Number = 2 }] });
        pair.Commit();
    }

    [Test]
    public void what_is_stored_to_the_copy_does_not_reach_the_original()
    {
        var clone = Clone(root);
        clone.Number = 9;
        Assert.That(pair.Commit(), Is.Null, "nobody refers to the copy");
        Assert.That((clone.GetHeader().Clean, clone.GetHeader().Sealed), Is.EqualTo((0L, 0L)), "it marks no more");
        root.Next = new Node();
        pair.Commit();
        Assert.That(pair.Copy<Node>().Number, Is.EqualTo(1));
    }

    [Test]
    public void a_copy_that_is_first_seen_by_being_reached_is_another_object()
    {
        root.Next = Clone(root.Nodes![0]);
        pair.Commit();
        root.Next.Number = 3;
        pair.Commit();
        var copy = pair.Copy<Node>();
        Assert.That(copy.Next, Is.Not.SameAs(copy.Nodes![0]));
        Assert.That((copy.Next!.Number, copy.Nodes[0].Number), Is.EqualTo((3, 2)));
    }

    /// <summary>Some bits of the original were clear when it was copied, so the copy's list entry is missing or has others.</summary>
    [Test]
    public void a_copy_of_an_object_that_was_marked_is_another_object()
    {
        root.Nodes![0].Number = 4;
        root.Next = Clone(root.Nodes[0]);
        root.Next.Prices = new() { ["a"] = 1 };
        root.Nodes[0].Number = 5;
        pair.Commit();
        root.Next.Number = 6;
        pair.Commit();
        var copy = pair.Copy<Node>();
        Assert.That((copy.Next!.Number, copy.Next.Prices!.Count, copy.Nodes![0].Number, copy.Nodes[0].Prices), Is.EqualTo((6, 1, 5, (object?)null)));
    }

    [Test]
    public void a_copy_that_is_stored_to_while_a_capture_attaches_it_loses_nothing([Values] CaptureStep when)
    {
        var clone = Clone(root.Nodes![0]);
        clone.Number = 7;
        root.Next = clone;
        pair.Capturer.AtStep = step =>
        {
            if (step == when)
                Task.Run(() => clone.Number = 8).Wait();
        };
        pair.Commit();
        pair.Capturer.AtStep = null;
        pair.Commit();
        var copy = pair.Copy<Node>();
        Assert.That((copy.Next!.Number, copy.Nodes![0].Number), Is.EqualTo((8, 2)));
        clone.Number = 10;
        pair.Commit();
        Assert.That(copy.Next.Number, Is.EqualTo(10), "it is tracked from now on");
    }

    [Test]
    public void a_copy_made_by_a_deep_cloner_is_another_object()
    {
        root.Nodes![0].Next = root.Nodes[0];
        pair.Commit();
        root.Next = (Node)DeepClone(root.Nodes[0], [])!;
        pair.Commit();
        var copy = pair.Copy<Node>();
        Assert.That(copy.Next, Is.Not.SameAs(copy.Nodes![0]));
        Assert.That(copy.Next!.Next, Is.SameAs(copy.Next));
    }

    [Test]
    public void a_snapshot_that_meets_the_copy_first_does_not_take_it_for_the_original()
    {
        root.Next = Clone(root.Nodes![0]);
        pair.Snapshot();
        Assert.That(pair.Copy<Node>().Next, Is.Null, "no frame has brought it yet");
        pair.Commit();
        Assert.That(pair.Copy<Node>().Next, Is.Not.SameAs(pair.Copy<Node>().Nodes![0]));
    }

    [Test]
    public void a_copy_of_what_a_takeover_brought_is_another_object()
    {
        var next = pair.TakeOver();
        var copy = (Node)next.Active.Roots["root"];
        copy.Next = Clone(copy.Nodes![0]);
        next.Snapshot();
        next.Commit();
        Assert.That(next.Copy<Node>().Next, Is.Not.SameAs(next.Copy<Node>().Nodes![0]));
    }

    [Test]
    public void no_header_of_another_object_says_an_id()
    {
        var nodes = Enumerable.Range(0, 1000).Select(_ => new Node()).ToArray();
        for (int i = 0; i < nodes.Length; i++)
            Header.Attach(nodes[i], ((ulong)(i % 5) << GivenIds.CounterBits) + (ulong)i + 1);
        foreach (var original in nodes)
        {
            var header = original.GetHeader();
            Assert.That(Header.IdOf(original), Is.Not.Zero);
            foreach (var copy in nodes.Where(node => node != original))
            {
                var own = copy.GetHeader();
                copy.GetHeader() = header;
                Assert.That((Header.IsAttached(copy), Header.IdOf(copy)), Is.EqualTo((false, 0)));
                copy.GetHeader() = own;
            }
        }
    }

    [Test]
    public void a_header_has_the_size_that_was_promised() => Assert.That(System.Runtime.CompilerServices.Unsafe.SizeOf<Header>(), Is.EqualTo(16));

    static Node Clone(Node original) => (Node)memberwiseClone.Invoke(original, null)!;

    /// <summary>As such libraries do it: a copy of the object, then of what each field refers to.</summary>
    static object? DeepClone(object? original, Dictionary<object, object> known)
    {
        if (original is null or string)
            return original;
        if (known.TryGetValue(original, out object? found))
            return found;
        object clone = known[original] = memberwiseClone.Invoke(original, null)!;
        foreach (var field in original.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public))
        {
            if (!field.FieldType.IsPrimitive)
                field.SetValue(clone, DeepClone(field.GetValue(original), known));
        }
        return clone;
    }
}
