using Replicated.Apply;
using Replicated.Frames;
using Replicated.Graph;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Frames;

[NonParallelizable]
public class When_a_frame_is_damaged
{
    /// <summary>Far more than any of these frames needs, far less than a length in one of them can announce.</summary>
    const long AllocatedMax = 8 << 20;

    [Test]
    public void cut_short_at_every_byte_it_is_refused_and_nothing_is_applied()
    {
        var (pair, frame) = Sample();
        for (int length = 0; length < frame.Bytes.Length; length++)
        {
            Assert.That(() => pair.Applier.Apply(frame with { Bytes = frame.Bytes[..length] }), Throws.InstanceOf<ReplicationException>().With.Message.Contains("damaged"), $"{length} bytes");
            Assert.That(pair.Applier.Broken, Is.Null);
        }
        pair.Applier.Apply(frame);
    }

    [Test]
    public void with_any_bit_flipped_it_is_refused_and_nothing_is_applied()
    {
        var (pair, frame) = Sample();
        for (int bit = 0; bit < frame.Bytes.Length * 8; bit++)
        {
            byte[] bytes = frame.Bytes.ToArray();
            bytes[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.That(() => pair.Applier.Apply(frame with { Bytes = bytes }), Throws.InstanceOf<ReplicationException>(), $"bit {bit}");
            Assert.That(pair.Applier.Broken, Is.Null);
        }
        pair.Applier.Apply(frame);
    }

    [Test]
    public void hostile_bytes_with_a_right_crc_end_in_an_error_and_bounded_memory()
    {
        for (int seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var (pair, frame) = Sample();
            byte[] bytes = HostileBytes.In(frame.Bytes.ToArray(), random);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                pair.Applier.Apply(frame with { Bytes = bytes });
            }
            catch (ReplicationException exception)
            {
                Assert.That(exception.Message, Does.StartWith("frame "), $"seed {seed}");
            }
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(AllocatedMax), $"seed {seed}");
        }
    }

    [Test]
    public void random_bytes_end_in_an_error()
    {
        var (_, frame) = Sample();
        for (int seed = 0; seed < 3000; seed++)
        {
            byte[] bytes = new byte[new Random(seed).Next(200)];
            new Random(seed).NextBytes(bytes);
            var applier = new Applier(new ObjectGraph());
            Assert.That(() => applier.Apply(frame with { Bytes = HostileBytes.WithCrc(bytes) }), Throws.InstanceOf<ReplicationException>(), $"seed {seed}");
        }
    }

    [Test]
    public void after_a_frame_that_was_applied_in_part_nothing_more_is_applied()
    {
        var (pair, frame) = Sample();
        var encoder = new Encoder();
        encoder.Raw(frame.Bytes.Span[..^5]);
        encoder.Tag(FrameField.Changes, WireType.LengthDelimited);
        int change = encoder.BeginMessage();
        encoder.Tag(1, WireType.Varint);
        encoder.ZigZag(1 << 20);
        encoder.Tag(2, WireType.LengthDelimited);
        encoder.Varint(0);
        encoder.EndMessage(change);
        Assert.That(() => pair.Applier.Apply(frame with { Bytes = HostileBytes.WithCrc(encoder.Written.ToArray()) }), Throws.InstanceOf<ReplicationException>().With.Message.Contains("not known"));
        Assert.That(pair.Applier.Broken, Does.Contain("in part"));
        Assert.That(() => pair.Applier.Apply(frame), Throws.InstanceOf<ReplicationException>().With.Message.Contains("not usable"));
    }

    static (Pair Pair, Frame Frame) Sample()
    {
        var pair = new Pair();
        var shared = new Node { Number = 300, Prices = new(StringComparer.Ordinal) { ["a"] = 1.50m } };
        pair.Root(new Node { Number = -1, Next = shared, Nodes = [shared, new Node()] });
        return (pair, pair.Capture()!);
    }
}
