using Replicated.Frames;
using Replicated.Takeover;

namespace Replicated.Tests.Service;

[Category("Processes")]
public class When_a_node_is_promoted
{
    [TestCase(false)]
    [TestCase(true)]
    public void empty_reaches_the_node_only_when_it_is_said(bool empty)
    {
        using var node = AnsweringNode.Start(MessageKind.PromoteReply, question => new PromoteReply
        {
            Accepted = true,
            Text = $"empty is {MessageContracts.Read<PromoteRequest>(question.Body.Span).Empty}",
        });
        using var command = TestPrograms.StartService(["promote", "--at", node.At, .. empty ? ["--empty"] : Array.Empty<string>()]);

        Assert.That(command.WaitForEnd(), Is.EqualTo(ExitCodes.Done));
        Assert.That(command.Lines, Has.Some.EqualTo($"replicated-standby: {node.At} accepts: empty is {empty}"));
    }

    [Test]
    public void a_refusal_is_told_with_its_exit_code()
    {
        using var node = AnsweringNode.Start(MessageKind.PromoteReply, _ => new PromoteReply { Text = "an active node lives" });
        using var command = TestPrograms.StartService(["promote", "--at", node.At]);

        Assert.That(command.WaitForEnd(), Is.EqualTo(ExitCodes.Refused));
        Assert.That(command.Lines, Has.Some.Contains("refuses: an active node lives"));
    }

    [Test]
    public void no_answer_means_unknown()
    {
        using var command = TestPrograms.StartService(["promote", "--at", "127.0.0.1:1"]);

        Assert.That(command.WaitForEnd(), Is.EqualTo(ExitCodes.NoAnswer));
        Assert.That(command.Lines, Has.Some.Contains("unknown"));
    }

    [Test]
    public void two_nodes_at_once_are_refused()
    {
        using var command = TestPrograms.StartService(["promote", "--at", "127.0.0.1:1", "--at", "127.0.0.1:2"]);

        Assert.That(command.WaitForEnd(), Is.EqualTo(ExitCodes.Usage));
        Assert.That(command.Lines, Has.Some.Contains("One node is promoted"));
    }
}
