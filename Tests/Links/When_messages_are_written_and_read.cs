using System.Buffers;
using ProtoBuf;
using Replicated.Frames;
using Replicated.Protocol;

namespace Replicated.Tests.Links;

public class When_messages_are_written_and_read
{
    static readonly Position somewhere = new(new(Guid.NewGuid()), new(Guid.NewGuid()), new(3), 17);

    static readonly TypeShape shape = new() { Name = "Account", Members = [new() { Name = "Balance", Type = "decimal" }], Statics = true, Items = new() { Type = "List<decimal>" } };

    static readonly StatusReply status = new()
    {
        Cluster = "bank",
        Role = "active",
        Lineage = somewhere.Lineage,
        LagSeconds = 0.5,
        Ready = true,
        Sequence = 7,
        Reasons = ["none"],
        Warnings = ["another zone"],
        Standbys = [new() { Node = "right", InSync = true, Received = 6 }],
    };

    [Test]
    public void a_hello_comes_back_as_it_was()
    {
        var hello = new Hello
        {
            Protocol = 1,
            Cluster = "bank",
            Node = "left",
            Incarnation = new(Guid.NewGuid()),
            Position = somewhere,
            Applied = 12,
            Environment = new() { Culture = "sv-SE", Collation = "00990000", TimeZone = "UTC" },
            Types = [shape],
        };
        var read = MessageContracts.Read<Hello>(Bytes(hello));
        Assert.Multiple(() =>
        {
            Assert.That(read with { Types = hello.Types, Known = hello.Known }, Is.EqualTo(hello));
            Assert.That(read.Types.Single().Members.Single(), Is.EqualTo(hello.Types[0].Members[0]));
            Assert.That(read.Types.Single().Statics, Is.True);
        });
    }

    [Test]
    public void a_welcome_comes_back_as_it_was()
    {
        var welcome = new Welcome { Protocol = 1, Node = "left", Incarnation = new(Guid.NewGuid()), Position = somewhere, From = somewhere with { Sequence = 4 }, Stable = 3, Environment = new() { Culture = "de" } };
        Assert.That(MessageContracts.Read<Welcome>(Bytes(welcome)), Is.EqualTo(welcome));
    }

    [Test]
    public void a_status_comes_back_as_it_was()
    {
        var read = MessageContracts.Read<StatusReply>(Bytes(status));
        Assert.Multiple(() =>
        {
            Assert.That(read with { Reasons = status.Reasons, Standbys = status.Standbys, Warnings = status.Warnings }, Is.EqualTo(status));
            Assert.That(read.Standbys, Is.EqualTo(status.Standbys));
            Assert.That(read.Reasons, Is.EqualTo(status.Reasons));
            Assert.That(read.Warnings, Is.EqualTo(status.Warnings));
        });
    }

    [Test]
    public void protobuf_net_writes_the_same_bytes()
    {
        Assert.Multiple(() =>
        {
            Same<HelloTwin, Hello>(new() { Protocol = 1, Cluster = "bank", Node = "l\u00e9ft", Incarnation = new(Guid.NewGuid()), Position = somewhere, Applied = long.MaxValue, Types = [shape, new()], Environment = new() { Culture = "sv", TimeZone = "UTC" } });
            Same<HelloTwin, Hello>(new());
            Same<WelcomeTwin, Welcome>(new() { Protocol = 300, Node = "left", Incarnation = new(Guid.NewGuid()), Position = somewhere, From = somewhere, Stable = 3, Snapshot = true, Environment = new() });
            Same<WelcomeTwin, Welcome>(new());
            Same<RefusalTwin, Refusal>(new() { Reason = RefusalReason.Stopping, Text = new string('x', 300), Protocol = 1 });
            Same<StatusReplyTwin, StatusReply>(status);
            Same<StatusReplyTwin, StatusReply>(new());
            Same<PromoteRequestTwin, StatusRequest>(new() { Protocol = 1 });
            Same<PromoteRequestTwin, PromoteRequest>(new() { Protocol = 1, Empty = true });
            Same<PromoteReplyTwin, PromoteReply>(new() { Accepted = true, Text = "yes" });
            Same<TraceRequestTwin, TraceRequest>(new() { Trace = 2, After = 300, Linked = [new(1, 2), new(ulong.MaxValue, 1)], Done = true });
            Same<UnreachableTwin, Unreachable>(new() { Trace = 2, Last = true, Live = long.MaxValue, Ids = [new(1, 2), new(7, 1)] });
        });

        static void Same<TTwin, T>(T message)
            where T : IMessage<T>
        {
            byte[] bytes = Bytes(message);
            using var again = new MemoryStream();
            Serializer.Serialize(again, Serializer.Deserialize<TTwin>(bytes.AsSpan()));
            Assert.That(again.ToArray(), Is.EqualTo(bytes), typeof(T).Name);
        }
    }

    [Test]
    public void what_a_later_build_adds_to_a_message_is_left_out()
    {
        byte[] bytes = Bytes(new PromoteReply { Accepted = true, Text = "yes" });
        byte[] later = [0x50, 0x05, .. bytes, 0x5A, 0x01, 0x61];
        Assert.That(MessageContracts.Read<PromoteReply>(later), Is.EqualTo(new PromoteReply { Accepted = true, Text = "yes" }));
    }

    [Test]
    public void a_field_of_another_type_is_damaged()
        => Assert.That(() => MessageContracts.Read<PromoteReply>([0x10, 0x05]), Throws.TypeOf<DamagedMessageException>().With.Message.StartsWith("PromoteReply of 2 bytes: "));

    [Test]
    public void a_message_cut_short_anywhere_is_damaged_or_less_but_nothing_else()
    {
        byte[] bytes = Bytes(new Hello { Cluster = "bank", Node = "left", Incarnation = new(Guid.NewGuid()), Position = somewhere });
        for (int length = 0; length < bytes.Length; length++)
        {
            try
            {
                MessageContracts.Read<Hello>(bytes.AsSpan(0, length));
            }
            catch (DamagedMessageException)
            {
            }
        }
    }

    [Test]
    public void groups_within_groups_do_not_exhaust_the_stack()
    {
        byte[] groups = new byte[1 << 20];
        Array.Fill(groups, (byte)0x7B);
        byte[] nested = [0x2A, 0x80, 0x80, 0x40, .. groups];
        Assert.Multiple(() =>
        {
            Assert.That(() => MessageContracts.Read<Hello>(groups), Throws.TypeOf<DamagedMessageException>());
            Assert.That(() => MessageContracts.Read<Hello>(nested), Throws.TypeOf<DamagedMessageException>());
        });
    }

    static byte[] Bytes<T>(T message)
        where T : IMessage<T>
    {
        var body = new ArrayBufferWriter<byte>();
        MessageContracts.Write(body, message);
        return body.WrittenSpan.ToArray();
    }
}
