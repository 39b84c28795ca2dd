using Replicated.Frames;
using Replicated.Links;
using Replicated.Protocol;
using Replicated.Tests.Protocol;

namespace Replicated.Tests.Takeover;

/// <summary>The limit of a message with its default, between two nodes over loopback: what is larger travels in parts and is one again.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class When_a_message_would_be_too_large
{
    const int LimitBytes = 16 << 20;
    const int HundredMegabytes = 100_000_000;

    readonly MemoryLease lease = new();
    readonly List<TestNode> nodes = [];
    readonly string recorded = Path.GetTempFileName();

    [TearDown]
    public void End()
    {
        nodes.ForEach(node => node.Dispose());
        File.Delete(recorded);
    }

    [TestCase(LimitBytes, 0)]
    [TestCase(LimitBytes + 1, 2)]
    [TestCase(HundredMegabytes, 6)]
    public void a_frame_travels_in_parts_from_one_past_the_limit_on(int messageBytes, int parts)
    {
        var active = Start("left", record: true);
        active.AwaitActive();
        var standby = Start("right");
        active.AwaitInSync();

        active.State.Ballast = messageBytes - OverheadBytes(messageBytes, slice: null);
        Assert.That(active.Commit(5, CommitLevel.Applied).Level, Is.EqualTo(CommitLevel.Applied));

        Assert.That(standby.State.Values, Is.EqualTo((int[])[5]));
        Assert.That(LargeMessages(), Is.EqualTo(parts == 0 ? [MessageKind.Frame] : Enumerable.Repeat(MessageKind.Part, parts)));
    }

    [TestCase(LimitBytes, 0)]
    [TestCase(LimitBytes + 1, 2)]
    [TestCase(HundredMegabytes, 6)]
    public void so_does_a_slice_of_a_snapshot(int messageBytes, int parts)
    {
        var active = Start("left", record: true);
        active.AwaitActive();
        active.Commit(5, CommitLevel.Local);
        active.State.SnapshotBallast = messageBytes - OverheadBytes(messageBytes, slice: 1);
        var standby = Start("right");
        active.AwaitInSync();

        active.Kill();
        standby.AwaitActive();
        Assert.That(standby.State.Values, Is.EqualTo((int[])[5]));
        Assert.That(LargeMessages(), Is.EqualTo(parts == 0 ? [MessageKind.Frame] : Enumerable.Repeat(MessageKind.Part, parts)));
    }

    TestNode Start(string name, bool record = false)
    {
        var node = TestNode.OnLoopback(name, lease.Open(), options =>
        {
            Assert.That(options.MessageBytesMax, Is.EqualTo(LimitBytes), "the default");
            options.RecordStreamTo = record ? recorded : null;
        });
        nodes.Add(node);
        return node;
    }

    /// <summary>What a message with one number has beside the ballast. Lengths are written in as many bytes as in one that is full.</summary>
    static int OverheadBytes(int messageBytes, int? slice)
    {
        var position = new Position(new(Guid.NewGuid()), new(Guid.NewGuid()), new(1), 1);
        var frame = TestFrames.Make(position, new byte[messageBytes], slice, last: slice is not null);
        const int countAndNumber = 8;
        return (int)MessageHeader.MessageBytes(frame.Bytes.Length) - messageBytes + countAndNumber;
    }

    /// <summary>What the active sent that carried more than a few numbers, as the wire had it: the stream's own tags and lengths.</summary>
    MessageKind[] LargeMessages()
    {
        byte[] stream = File.ReadAllBytes(recorded);
        var kinds = new List<MessageKind>();
        for (int at = 0; at < stream.Length;)
        {
            Assert.That(stream[at++], Is.EqualTo(MessageHeader.StreamTag));
            at += ReadLength(stream, at, out int length);
            Assert.That(length, Is.LessThanOrEqualTo(LimitBytes));
            // The last part has what is left: for a message of one byte too many, some thirty.
            var kind = (MessageKind)(stream[at] >> 3);
            if (kind == MessageKind.Part || length > 1000)
                kinds.Add(kind);
            at += length;
        }
        return [.. kinds];
    }

    static int ReadLength(byte[] stream, int at, out int length)
    {
        int count = 0;
        length = 0;
        do
            length |= (stream[at + count] & 0x7F) << (7 * count);
        while ((stream[at + count++] & 0x80) != 0);
        return count;
    }
}
