using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Replicated.Frames;
using Replicated.Tests.Capture;
using Replicated.Tests.Collections;

namespace Replicated.Tests.Frames;

/// <summary>Counts, lengths, kept items and comparers are believed only as far as the bytes go that are there.</summary>
[NonParallelizable]
public class When_a_frame_with_collections_is_damaged
{
    /// <summary>Far more than any of these frames needs, far less than a count in one of them can announce.</summary>
    const long AllocatedMax = 8 << 20;

    static IEnumerable<TestCaseData> Samples()
    {
        object[] samples =
        [
            new HashSet<string>(StringComparer.Ordinal) { "a", "b", "c" }, new SortedSet<int>(new Descending { Modulus = 7 }) { 1, 2, 3 }, new Queue<long>([1, 2, 3]), new Stack<Node>([new(), new()]),
            new LinkedList<decimal>([1, 2]), new PriorityQueue<string, int>([("a", 1), ("b", 0)]), new SortedDictionary<string, Node> { ["a"] = new() }, new SortedList<int, byte> { [1] = 2, [2] = 3 },
            new OrderedDictionary<int, string> { [3] = "c", [1] = "a" }, new ConcurrentDictionary<int, int> { [1] = 1 }, new ConcurrentBag<int> { 1, 2 }, new BitArray(40, true), new int[2, 3], new Node?[2, 1, 2],
            new List<ImmutableHashSet<Price>> { ImmutableHashSet.Create(new Price { Amount = 1 }) }, ImmutableList.Create(1, 2, 3), new List<string> { "a" }.AsReadOnly(), new[] { 1, 2 }.ToFrozenSet(),
            new List<Memory<byte>> { new byte[5].AsMemory(1, 3) }, new List<ImmutableArray<int>> { ImmutableArray.Create(1, 2) }, new System.Text.StringBuilder("text"),
            new Random(3), new Random(), new Lazy<int>(3),
        ];
        return samples.Select(sample => new TestCaseData(sample).SetArgDisplayNames(sample.GetType().Name));
    }

    [TestCaseSource(nameof(Samples))]
    public void hostile_bytes_with_a_right_crc_end_in_an_error_and_bounded_memory(object root)
    {
        var (_, frames) = Frames(root);
        for (int seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var applier = new Replicated.Apply.Applier(new Replicated.Graph.ObjectGraph());
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                foreach (var frame in frames)
                    applier.Apply(frame with { Bytes = HostileBytes.In(frame.Bytes.ToArray(), random) });
            }
            catch (ReplicationException exception)
            {
                Assert.That(exception.Message, Does.StartWith("frame "), $"seed {seed}");
            }
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(AllocatedMax), $"seed {seed}");
        }
    }

    [Test]
    public void an_item_at_an_end_that_a_collection_has_not_is_refused()
    {
        const byte came = 5 << 3;
        const byte cameFirst = 7 << 3;
        var pair = new Pair();
        var root = pair.Root(new AssemblyToProcess.Watched());
        var frames = new List<Frame>();
        for (int item = 0; item < 3; item++)
        {
            root.QueueWork(item);
            frames.Add(pair.Capture()!);
        }
        var faults = new List<string>();
        for (int at = 0; at < frames[2].Bytes.Length; at++)
        {
            byte[] bytes = frames[2].Bytes.ToArray();
            if (bytes[at] != came)
                continue;
            bytes[at] = cameFirst;
            var applier = new Replicated.Apply.Applier(new Replicated.Graph.ObjectGraph());
            applier.Apply(frames[0]);
            applier.Apply(frames[1]);
            faults.Add(Assert.Throws<ReplicationException>(() => applier.Apply(frames[2] with { Bytes = HostileBytes.WithCrc(bytes[..^5]) }))!.Message);
        }
        Assert.That(faults, Has.Some.Contains("an item at the other end of a System.Collections.Generic.Queue"));
    }

    /// <summary>One that brings the collection, and one that says how it changed.</summary>
    static (Pair Pair, List<Frame> Frames) Frames(object root)
    {
        Reset(root);
        var pair = new Pair();
        pair.Root(root);
        var frames = new List<Frame> { pair.Capture()! };
        switch (root)
        {
            case HashSet<string> set:
                set.Remove("a");
                set.Add("d");
                break;
            case Queue<long> queue:
                queue.Dequeue();
                queue.Enqueue(4);
                break;
            case OrderedDictionary<int, string> map:
                map.Insert(0, 7, "first");
                break;
        }
        if (pair.Capture() is { } second)
            frames.Add(second);
        return (pair, frames);
    }

    static void Reset(object root)
    {
        if (root is SortedSet<int> { Comparer: Descending comparer })
            comparer.GetHeader() = default;
    }
}
