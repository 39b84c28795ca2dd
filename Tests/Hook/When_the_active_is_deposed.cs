using System.Buffers;
using System.Net.Sockets;
using Replicated.Frames;
using Replicated.Links;
using Replicated.Takeover;
using Replicated.Tests.Service;

namespace Replicated.Tests.Hook;

[Category("Processes")]
public class When_the_active_is_deposed
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(10);

    /// <summary>An exit handler that does not return would keep it for ever.</summary>
    [Test]
    public void its_process_ends_at_once_with_a_line_and_the_code_that_says_so()
    {
        using var folder = new TemporaryFolder();
        using var service = TestPrograms.StartService(["run", TestPrograms.Followed, "--cluster", "bank", "--node", "north", "--lease", $"file:{folder.Path}", "--", "obey", "linger"]);
        var address = Address.Parse(service.WaitForLine(" listens on ").Split(" listens on ")[1].Split("; ")[0]);
        service.WaitForLine("taken over False");

        FollowANewerEpoch(address);

        Assert.That(service.WaitForEnd(), Is.EqualTo(ExitCodes.Deposed));
        Assert.That(service.Lines, Has.Some.StartsWith("replicated: This process ends: south follows epoch 2, which began after this node's epoch 1"));
    }

    /// <summary>Says to the node what a standby would say that has heard of its successor.</summary>
    static void FollowANewerEpoch(Address address)
    {
        var status = Request.StatusAsync(address, patience).GetAwaiter().GetResult();
        var hello = new Hello
        {
            Protocol = MessageContracts.ProtocolVersion,
            Cluster = "bank",
            Node = "south",
            Incarnation = new(Guid.NewGuid()),
            Position = new(status.Lineage, new(Guid.NewGuid()), new(status.Epoch + 1), 0),
            Types = [new() { Name = "Followed.BankStatics", Statics = true, Members = [new() { Name = "ReplicatedAccounts", Type = "System.Int32" }, new() { Name = "ReplicatedChanged", Type = "System.DateTime" }] }],
        };
        var body = new ArrayBufferWriter<byte>();
        MessageContracts.Write(body, hello);
        Span<byte> header = stackalloc byte[MessageHeader.BytesMax];
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(address.Host, address.Port);
        socket.Send(header[..MessageHeader.Write(header, MessageKind.Hello, body.WrittenCount)]);
        socket.Send(body.WrittenSpan);
        var reader = new MessageReader(1 << 16);
        Received answer;
        while (!reader.TryRead(out answer))
        {
            int count = socket.Receive(reader.GetRoom().Span);
            Assert.That(count, Is.Positive, "the node left without saying why");
            reader.Advance(count);
        }
        Assert.That(MessageContracts.Read<Refusal>(answer.Body.Span).Reason, Is.EqualTo(RefusalReason.Newer));
    }
}
