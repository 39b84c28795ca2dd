using System.Buffers;
using Replicated.Frames;
using Replicated.Links;
using Replicated.Protocol;

namespace Replicated.Tests.Wire;

/// <summary>Every message, with every field set, as a link records it.</summary>
public class When_a_captured_stream_is_given_to_protoc
{
    const int MessageBytesMax = 4096;

    static readonly Position position = new(new(Guid.NewGuid()), new(Guid.NewGuid()), new(3), 41);
    static readonly TypeShape shape = new() { Number = 1, Name = "Bank.Account", Members = [new() { Name = "Balance", Type = "decimal" }], Statics = true };

    string file = null!;

    [SetUp]
    public void NewFile() => file = Path.GetTempFileName();

    [TearDown]
    public void DeleteFile() => File.Delete(file);

    [Test]
    public void it_reads_every_message_and_knows_every_field()
    {
        Record(PostAll);

        var (exitCode, text, errors) = Protoc.Decode(file);

        Assert.That(exitCode, Is.Zero, errors);
        Assert.That(Protoc.UnknownFields(text), Is.Empty);
        foreach (string message in Enum.GetNames<MessageKind>().Select(ToSchemaName))
            Assert.That(text, Does.Contain($"  {message} {{"));
    }

    [Test]
    public void a_field_that_the_schema_lacks_would_be_noticed()
    {
        Record(link =>
        {
            Span<byte> body = stackalloc byte[8];
            link.Post(MessageKind.Heartbeat, body[..Varint.WriteField(body, field: 14, value: 7)]);
        });

        Assert.That(Protoc.UnknownFields(Protoc.Decode(file).Text), Is.EqualTo(["14: 7"]));
    }

    [Test]
    public void a_message_that_is_cut_short_is_refused()
    {
        Record(PostAll);
        using (var captured = File.OpenWrite(file))
            captured.SetLength(captured.Length - 1);

        Assert.That(Protoc.Decode(file).ExitCode, Is.Not.Zero);
    }

    void Record(Action<ILink> post)
    {
        var (link, _) = MemoryLink.Pair(messageBytesMax: MessageBytesMax);
        using var recorder = new StreamRecorder(file, Assert.Fail);
        link.Recorder = recorder;
        post(link);
    }

    static void PostAll(ILink link)
    {
        var incarnation = new Incarnation(Guid.NewGuid());
        Post(link, MessageKind.Hello, new Hello { Protocol = 1, Cluster = "bank", Node = "a", Incarnation = incarnation, Position = position, Applied = 40, Types = [shape], Environment = NodeEnvironment.Here });
        Post(link, MessageKind.Welcome, new Welcome { Protocol = 1, Node = "b", Position = position, Snapshot = true, Stable = 40, From = position, Incarnation = incarnation, Environment = NodeEnvironment.Here });
        Post(link, MessageKind.Refusal, new Refusal { Reason = RefusalReason.Lineage, Text = "state of another history", Protocol = 1 });
        link.PostLasting(MessageKind.Frame, Frame(members: 8));
        // Too large for one message: it travels as Part messages.
        link.PostLasting(MessageKind.Frame, Frame(members: 2 * MessageBytesMax));
        Span<byte> body = stackalloc byte[Acknowledgement.BytesMax];
        link.Post(MessageKind.Acknowledgement, body[..new Acknowledgement(3, 41, 40).Write(body)]);
        link.Post(MessageKind.Heartbeat, body[..new Heartbeat(3, 41).Write(body)]);
        PostQuestions(link);
    }

    static void PostQuestions(ILink link)
    {
        Post(link, MessageKind.StatusRequest, new StatusRequest { Protocol = 1 });
        Post(link, MessageKind.StatusReply, new StatusReply
        {
            Cluster = "bank",
            Node = "a",
            Role = "active",
            Epoch = 3,
            Sequence = 41,
            Applied = 40,
            Stable = 40,
            Ready = true,
            Reasons = ["no standby"],
            Standbys = [new() { Node = "b", Address = "127.0.0.1:5000", InSync = true, Received = 41, Applied = 40 }],
            Lineage = position.Lineage,
            Process = 17,
            Lease = "file:/var/lib/bank",
            LagSeconds = 0.25,
            Active = "127.0.0.1:5001",
            Warnings = ["another time zone"],
        });
        Post(link, MessageKind.PromoteRequest, new PromoteRequest { Protocol = 1, Empty = true });
        Post(link, MessageKind.PromoteReply, new PromoteReply { Accepted = true, Text = "done" });
        Post(link, MessageKind.TraceRequest, new TraceRequest { Trace = 1, After = 40, Linked = [new(3, 2)], Done = true });
        Post(link, MessageKind.Unreachable, new Unreachable { Trace = 1, Last = true, Live = 5, Ids = [new(7, 2)] });
    }

    static ReadOnlyMemory<byte> Frame(int members)
    {
        var writer = new FrameWriter();
        writer.Type(shape with { Number = 1, Statics = true });
        writer.Created(id: 7, type: 1, making: new Making { Known = "Bank.House" });
        writer.Created(id: 8, type: 1, making: new Making { Length = 5, Comparer = "ordinal", Lengths = [1, 5], ComparerObject = 7, Contents = new byte[] { 1, 2 } });
        writer.Root("bank", 7);
        var change = writer.BeginChange(7);
        for (int i = 0; i < members / 2; i++)
        {
            writer.Changes.Tag(1, WireType.Varint);
            writer.Changes.Varint(1);
        }
        writer.EndChange(change);
        return writer.ToFrame(position, slice: 2, last: true).Bytes;
    }

    static void Post<T>(ILink link, MessageKind kind, T message)
        where T : IMessage<T>
    {
        var body = new ArrayBufferWriter<byte>();
        MessageContracts.Write(body, message);
        link.Post(kind, body.WrittenSpan);
    }

    /// <summary>StatusReply is status_reply in the schema.</summary>
    static string ToSchemaName(string kind)
        => string.Concat(kind.Select((letter, at) => char.IsUpper(letter) && at > 0 ? $"_{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
