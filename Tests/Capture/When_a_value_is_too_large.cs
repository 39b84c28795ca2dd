using AssemblyToProcess;
using Lists = AssemblyToProcess.Collections;

namespace Replicated.Tests.Capture;

/// <summary>The limit of one value. It is 1 GiB, which only the first test comes near; the others have a smaller one.</summary>
[NonParallelizable]
public class When_a_value_is_too_large
{
    const int LimitBytes = 1000;

    /// <summary>No byte of it is ever touched, so the array costs address space and no memory.</summary>
    [Test]
    public void the_limit_is_one_gibibyte_and_the_commit_names_the_path()
    {
        var pair = new Pair();
        pair.Root(new Dictionary<string, Lists> { ["scan"] = new() { Bytes = new byte[(1 << 30) + 1] } });

        Assert.That(() => pair.Commit(), Throws.TypeOf<ReplicationException>()
            .With.Message.StartsWith("root[\"scan\"].Bytes: a sequence of 1073741825 items of 1073741825 bytes is longer than the 1073741824 bytes"));
    }

    static IEnumerable<TestCaseData> Values()
    {
        yield return new TestCaseData(new Scalars { String = new('a', LimitBytes) }, new Scalars { String = new('a', LimitBytes + 1) }, "root.String: a text of 1001 bytes").SetArgDisplayNames("text");
        yield return new TestCaseData(new Scalars { String = new('é', LimitBytes / 2) }, new Scalars { String = new string('é', LimitBytes / 2) + "a" }, "root.String: a text of 1001 bytes").SetArgDisplayNames("text of two bytes each");
        yield return new TestCaseData(new Lists { Bytes = new byte[LimitBytes] }, new Lists { Bytes = new byte[LimitBytes + 1] }, "root.Bytes: a sequence of 1001 items of 1001 bytes").SetArgDisplayNames("byte array");
        yield return new TestCaseData(new Lists { Ints = new int[LimitBytes / 4] }, new Lists { Ints = new int[(LimitBytes / 4) + 1] }, "root.Ints: a sequence of 251 items of 1004 bytes").SetArgDisplayNames("int array");
        yield return new TestCaseData(new Lists { Numbers = [.. new int[LimitBytes / 4]] }, new Lists { Numbers = [.. new int[(LimitBytes / 4) + 1]] }, "root.Numbers: a sequence of 251 items of 1004 bytes").SetArgDisplayNames("list of ints");
        yield return new TestCaseData(new Lists { Texts = ["", new('a', LimitBytes)] }, new Lists { Texts = ["", new('a', LimitBytes + 1)] }, "root.Texts: a text of 1001 bytes").SetArgDisplayNames("text in a list");
        yield return new TestCaseData(new Lists { ByText = new() { [new('a', LimitBytes)] = 1 } }, new Lists { ByText = new() { [new('a', LimitBytes + 1)] = 1 } }, "root.ByText: a text of 1001 bytes").SetArgDisplayNames("key of a dictionary");
    }

    [TestCaseSource(nameof(Values))]
    public void at_the_limit_it_arrives_and_one_past_it_the_commit_names_the_path(object largest, object tooLarge, string message)
    {
        var pair = new Pair(valueBytesMax: LimitBytes);
        pair.Root(largest);
        pair.Commit();
        Assert.That(pair.Copy<object>(), Is.TypeOf(largest.GetType()));

        var other = new Pair(valueBytesMax: LimitBytes);
        other.Root(tooLarge);
        Assert.That(() => other.Commit(), Throws.TypeOf<ReplicationException>().With.Message.StartsWith(message).And.Message.Contains("[NotReplicated("));
    }

    /// <summary>Larger than a message and than a slice: it is still one value of one frame, and of one snapshot.</summary>
    [TestCase(false)]
    [TestCase(true)]
    public void a_hundred_megabytes_are_not_too_large(bool asSnapshot)
    {
        var pair = new Pair();
        var root = pair.Root(new Lists { Bytes = new byte[100_000_000] });
        new Random(5).NextBytes(root.Bytes!);
        if (asSnapshot)
        {
            pair.Capture();
            pair.Snapshot(sliceBytes: 4 << 20);
        }
        else
            pair.Commit();
        Assert.That(pair.Copy<Lists>().Bytes.AsSpan().SequenceEqual(root.Bytes), Is.True);
    }

    /// <summary>Each item is a value of its own: many of them have no limit but that of a frame.</summary>
    [Test]
    public void a_list_of_many_small_values_is_not_one_value()
    {
        var pair = new Pair(valueBytesMax: LimitBytes);
        pair.Root(new Lists { Texts = [.. Enumerable.Repeat(new string('a', LimitBytes), 10)] });
        pair.Commit();
        Assert.That(pair.Copy<Lists>().Texts, Has.Count.EqualTo(10));
    }

    [Test]
    public void the_commit_that_was_refused_can_be_mended()
    {
        var pair = new Pair(valueBytesMax: LimitBytes);
        var root = pair.Root(new Scalars { Int32 = 1 });
        pair.Commit();
        root.Int32 = 2;
        root.String = new('a', LimitBytes + 1);
        Assert.That(() => pair.Commit(), Throws.TypeOf<ReplicationException>());
        root.String = "short";
        pair.Commit();
        Assert.That((pair.Copy<Scalars>().Int32, pair.Copy<Scalars>().String), Is.EqualTo((2, "short")));
    }
}
