using System.Text.Json;
using Replicated.Frames;
using Replicated.Takeover;

namespace Replicated.Tests.Service;

[Category("Processes")]
public class When_the_status_is_asked_for
{
    static readonly StatusReply active = new()
    {
        Cluster = "bank",
        Node = "north",
        Role = "active",
        Epoch = 3,
        Sequence = 20,
        Applied = 20,
        Stable = 18,
        Ready = true,
        Lease = "file:/lease",
        Process = 77,
        Standbys = [new NodeStatus { Node = "south", Address = "127.0.0.1:5001", InSync = true, Received = 18, Applied = 17 }],
    };

    static readonly StatusReply standby = new()
    {
        Cluster = "bank",
        Node = "south",
        Role = "standby",
        Epoch = 3,
        Sequence = 18,
        Applied = 17,
        Stable = 17,
        Ready = false,
        Reasons = ["the snapshot is not complete"],
        Active = "127.0.0.1:5000",
        LagSeconds = 0.25,
    };

    static AnsweringNode Node(StatusReply status) => AnsweringNode.Start(MessageKind.StatusReply, _ => status);

    [Test]
    public void a_ready_node_shows_role_epoch_sequence_and_its_standbys()
    {
        using var node = Node(active);
        using var command = TestPrograms.StartService(["status", "--at", node.At]);

        Assert.That(command.WaitForEnd(), Is.EqualTo(ExitCodes.Done));
        Assert.That(command.Lines[0], Does.StartWith($"{node.At}: node north of cluster bank, active, ready, epoch 3, sequence 20, applied 20, stable 18").And.Contain("file:/lease").And.Contain("process 77"));
        Assert.That(command.Lines[1], Is.EqualTo("  standby south at 127.0.0.1:5001: in sync, received 18, applied 17, lag 2 frames"));
    }

    [Test]
    public void a_node_that_is_not_ready_says_why_and_the_exit_code_too()
    {
        using var node = Node(standby);
        using var command = TestPrograms.StartService(["status", "--at", node.At]);

        Assert.That(command.WaitForEnd(), Is.EqualTo(ExitCodes.NotReady));
        Assert.That(command.Lines[0], Does.Contain("standby, not ready").And.Contain("follows 127.0.0.1:5000, lag 1 frames, last word 0.250 s ago"));
        Assert.That(command.Lines[1], Is.EqualTo("  not ready: the snapshot is not complete"));
    }

    [Test]
    public void json_has_an_object_for_each_node_that_was_asked()
    {
        using var first = Node(active);
        using var second = Node(standby);
        using var command = TestPrograms.StartService(["status", "--json", "--at", first.At, "--at", second.At]);

        Assert.That(command.WaitForEnd(), Is.EqualTo(ExitCodes.NotReady));
        using var document = JsonDocument.Parse(string.Join('\n', command.Lines));
        Assert.That(document.RootElement.GetArrayLength(), Is.EqualTo(2));
        Assert.That(document.RootElement[0].GetProperty("role").GetString(), Is.EqualTo("active"));
        Assert.That(document.RootElement[0].GetProperty("standbys")[0].GetProperty("lagFrames").GetInt64(), Is.EqualTo(2));
        Assert.That(document.RootElement[1].GetProperty("reasons")[0].GetString(), Is.EqualTo("the snapshot is not complete"));
        Assert.That(document.RootElement[1].GetProperty("lagSeconds").GetDouble(), Is.EqualTo(0.25));
    }

    [Test]
    public void a_node_that_does_not_answer_does_not_hide_one_that_does()
    {
        using var node = Node(active);
        using var command = TestPrograms.StartService(["status", "--at", "127.0.0.1:1", "--at", node.At]);

        Assert.That(command.WaitForEnd(), Is.EqualTo(ExitCodes.NoAnswer));
        Assert.That(command.Lines, Has.Some.StartsWith("127.0.0.1:1: No node answers").And.Some.Contains("node north"));
    }

    [Test]
    public void the_environment_names_the_nodes_where_the_command_does_not()
    {
        using var node = Node(active);
        using var command = TestPrograms.StartService(["status"], ("Replicated__Listen", node.At));

        Assert.That(command.WaitForEnd(), Is.EqualTo(ExitCodes.Done));
    }
}
