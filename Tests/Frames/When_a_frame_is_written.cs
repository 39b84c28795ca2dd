using ProtoBuf;
using Replicated.Frames;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Frames;

/// <summary>The frame is written by hand, because every change passes there; protobuf-net must write the same bytes.</summary>
[NonParallelizable]
public class When_a_frame_is_written
{
    const int Seeds = 200;

    [Test]
    public void protobuf_net_writes_the_same_bytes()
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            foreach (var frame in RandomFrames.Of(seed))
            {
                var read = Serializer.Deserialize<FrameContract>(frame.Bytes);
                using var again = new MemoryStream();
                Serializer.Serialize(again, read);
                Assert.That(again.ToArray(), Is.EqualTo(frame.Bytes.ToArray()), $"seed {seed}, frame {frame.Position}");
            }
        }
    }

    [Test]
    public void its_position_and_crc_are_those_of_its_content()
    {
        var pair = new Pair();
        pair.Root(new Node { Number = 1 });
        var frame = pair.Capture()!;
        var read = Serializer.Deserialize<FrameContract>(frame.Bytes);
        Assert.Multiple(() =>
        {
            Assert.That(new Guid(read.Lineage!), Is.EqualTo(frame.Position.Lineage.Value));
            Assert.That(new Guid(read.Reign!), Is.EqualTo(frame.Position.Reign.Value));
            Assert.That((read.Epoch, read.Sequence), Is.EqualTo((1ul, 1ul)));
            Assert.That(read.Crc, Is.EqualTo(Crc32C.Of(frame.Bytes.Span[..^5])));
        });
    }

    [Test]
    public void the_crc_is_that_of_rfc_3720() => Assert.That(Crc32C.Of("123456789"u8), Is.EqualTo(0xE3069283));
}
