using Replicated.Frames;
using Replicated.Links;

namespace Replicated.Tests.Links;

public class When_a_stream_is_damaged
{
    const int Limit = 4096;

    [Test]
    public void every_message_before_the_cut_is_read_and_none_after()
    {
        byte[] stream = Stream(Enumerable.Range(0, 20).Select(size => new byte[size * 10]));
        int[] ends = Ends(stream);
        for (int cut = 0; cut <= stream.Length; cut++)
        {
            var reader = new MessageReader(Limit);
            Assert.That(ReadAll(reader, stream.AsSpan(0, cut)).Count, Is.EqualTo(ends.Count(end => end <= cut)), $"cut at {cut}");
            Assert.That(reader.IsWithinMessage, Is.EqualTo(cut != 0 && !ends.Contains(cut)));
        }
    }

    [Test]
    public void bytes_that_come_one_by_one_are_the_same_messages()
    {
        byte[] stream = Stream([[1, 2], [], new byte[3000], [3]]);
        var reader = new MessageReader(Limit);
        var read = new List<byte[]>();
        foreach (byte one in stream)
            read.AddRange(ReadAll(reader, [one]));
        Assert.That(read.Select(body => body.Length), Is.EqualTo((int[])[2, 0, 3000, 1]));
    }

    [Test]
    public void a_wrong_tag_is_an_error_that_says_where()
    {
        byte[] stream = [.. Stream([[1, 2, 3]]), 0x12, 0x00];
        Assert.That(() => Read(stream), Throws.TypeOf<DamagedMessageException>().With.Message.Contains("at byte 7 of the stream: 0x12 where a message must begin with 0x0A"));
    }

    [TestCase(new byte[] { 0x0A, 0x02, 0x72, 0x00 }, "unknown kind 14")]
    [TestCase(new byte[] { 0x0A, 0x02, 0x08, 0x01 }, "wire type 0")]
    [TestCase(new byte[] { 0x0A, 0x00 }, "without a tag")]
    [TestCase(new byte[] { 0x0A, 0x02, 0x22, 0x05 }, "whose content says 5")]
    [TestCase(new byte[] { 0x0A, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01 }, "more than 2^64 bytes")]
    [TestCase(new byte[] { 0x0A, 0x81, 0x20 }, "a message of 4097 bytes, the limit is 4096")]
    public void what_is_no_message_is_an_error(byte[] stream, string expected)
        => Assert.That(() => Read(stream), Throws.TypeOf<DamagedMessageException>().With.Message.Contains(expected));

    [Test]
    public void flipped_bits_give_messages_or_an_error_and_nothing_else()
    {
        byte[] stream = Stream([[1, 2, 3], new byte[300], [4], new byte[9000]]);
        for (int bit = 0; bit < Math.Min(stream.Length, 700) * 8; bit++)
        {
            byte[] flipped = [.. stream];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            try
            {
                Read(flipped);
            }
            catch (DamagedMessageException)
            {
            }
        }
    }

    [Test]
    public void random_bytes_do_no_more_than_that()
    {
        var random = new Random(11);
        byte[] garbage = new byte[200];
        for (int i = 0; i < 20_000; i++)
        {
            random.NextBytes(garbage);
            garbage[0] = 0x0A;
            garbage[1] &= 0x3F;
            garbage[2] = (byte)(i % 16 << 3 | 2);
            try
            {
                Read(garbage);
            }
            catch (DamagedMessageException)
            {
            }
        }
    }

    [Test]
    public void an_announced_size_is_not_allocated()
    {
        byte[] part = [0x0A, 0x0C, 0x2A, 0x0A, 0x08, 0x80, 0x80, 0x80, 0x80, 0x04, 0x1A, 0x02, 0x22, 0x01];
        var reader = new MessageReader(Limit);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(ReadAll(reader, part), Is.Empty);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(8 << 20));
    }

    [Test]
    public void parts_must_follow_each_other()
    {
        byte[] whole = Stream([new byte[10_000]]);
        int first = Ends(whole)[0];
        Assert.That(() => Read(whole[first..]), Throws.TypeOf<DamagedMessageException>().With.Message.Contains("where one at 0 must follow"));
        byte[] twice = [.. whole[..first], .. whole];
        Assert.That(() => Read(twice), Throws.TypeOf<DamagedMessageException>().With.Message.Contains("a part at 0 where one at"));
    }

    [TestCase(0)]
    [TestCase(4096 - 3)]
    [TestCase(4096 - 2)]
    [TestCase(4096 - 1)]
    [TestCase(4096)]
    [TestCase(100_000)]
    public void a_body_of_any_size_arrives_whole_in_messages_within_the_limit(int size)
    {
        byte[] body = new byte[size];
        new Random(size).NextBytes(body);
        byte[] stream = Stream([body, [7]]);
        Assert.That(Read(stream).Select(read => Convert.ToHexString(read)), Is.EqualTo((string[])[Convert.ToHexString(body), "07"]));
    }

    [Test]
    public void the_limit_is_the_limit()
    {
        byte[] atLimit = Stream([new byte[Limit - 3]]);
        Assert.That(Ends(atLimit), Has.Length.EqualTo(1), "one message, no parts");
        Assert.That(atLimit.Length, Is.EqualTo(Limit + 3));
        Assert.That(Ends(Stream([new byte[Limit - 2]])), Has.Length.EqualTo(2), "two parts");
    }

    [Test]
    public void a_hundred_megabytes_arrive_in_parts()
    {
        byte[] body = new byte[100_000_000];
        new Random(3).NextBytes(body);
        var outbox = new Outbox(16 << 20);
        outbox.Add(MessageKind.Frame, body, body);
        var reader = new MessageReader(16 << 20);
        var read = new List<byte[]>();
        while (outbox.Peek() is { IsEmpty: false } chunk)
        {
            var piece = chunk[..Math.Min(chunk.Length, 1 << 16)];
            read.AddRange(ReadAll(reader, piece.Span));
            outbox.Advance(piece.Length);
        }
        Assert.That(read, Has.Count.EqualTo(1));
        Assert.That(read[0].AsSpan().SequenceEqual(body), Is.True);
    }

    [Test]
    public void acknowledgements_and_heartbeats_are_written_as_protobuf_net_writes_them()
    {
        Span<byte> written = stackalloc byte[Acknowledgement.BytesMax];
        foreach (long value in (long[])[0, 1, 127, 128, 1 << 20, long.MaxValue])
        {
            int length = new Acknowledgement(3, value, value / 2).Write(written);
            var stream = new MemoryStream();
            ProtoBuf.Serializer.Serialize(stream, new AcknowledgementTwin { Epoch = 3, Received = value, Applied = value / 2 });
            Assert.That(written[..length].ToArray(), Is.EqualTo(stream.ToArray()));
            Assert.That(Acknowledgement.Read(written[..length]), Is.EqualTo(new Acknowledgement(3, value, value / 2)));
        }
    }

    static byte[] Stream(IEnumerable<byte[]> bodies)
    {
        var outbox = new Outbox(Limit);
        foreach (byte[] body in bodies)
            outbox.Add(MessageKind.Frame, body, default);
        var stream = new List<byte>();
        while (outbox.Peek() is { IsEmpty: false } chunk)
        {
            stream.AddRange(chunk.Span);
            outbox.Advance(chunk.Length);
        }
        return [.. stream];
    }

    /// <summary>Where each message on the wire ends.</summary>
    static int[] Ends(byte[] stream)
    {
        var ends = new List<int>();
        for (int at = 0; at < stream.Length;)
        {
            int length = Varint.Read(stream.AsSpan(at + 1), out ulong size);
            at += 1 + length + (int)size;
            ends.Add(at);
        }
        return [.. ends];
    }

    static List<byte[]> Read(byte[] stream)
    {
        var reader = new MessageReader(Limit);
        return ReadAll(reader, stream);
    }

    static List<byte[]> ReadAll(MessageReader reader, ReadOnlySpan<byte> stream)
    {
        var read = new List<byte[]>();
        while (stream.Length > 0)
        {
            var room = reader.GetRoom();
            int count = Math.Min(room.Length, stream.Length);
            stream[..count].CopyTo(room.Span);
            reader.Advance(count);
            stream = stream[count..];
            while (reader.TryRead(out var message))
                read.Add(message.Body.ToArray());
        }
        return read;
    }
}

[ProtoBuf.ProtoContract]
public sealed class AcknowledgementTwin
{
    [ProtoBuf.ProtoMember(1)] public long Epoch { get; set; }
    [ProtoBuf.ProtoMember(2)] public long Received { get; set; }
    [ProtoBuf.ProtoMember(3)] public long Applied { get; set; }
}
