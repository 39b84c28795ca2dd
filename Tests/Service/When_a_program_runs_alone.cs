namespace Replicated.Tests.Service;

/// <summary>The third way to run a program: in a debugger or a unit test, as here, without a service and without a call of Start.</summary>
public class When_a_program_runs_alone
{
    [Test]
    public void a_commit_would_protect_nothing_and_says_so()
    {
        Assert.That(() => Replication.Commit(), Throws.TypeOf<ReplicationNotStartedException>().With.Message.Contains("Replication.RunAlone()").And.Message.Contains("Replication.Start()"));
        Assert.That(async () => await Replication.CommitAsync(), Throws.TypeOf<ReplicationNotStartedException>());
    }

    [Test]
    public void a_named_root_and_the_last_commit_are_refused_as_well()
    {
        Assert.That(() => Replication.Root("orders", () => new List<int>()), Throws.TypeOf<ReplicationNotStartedException>());
        Assert.That(async () => await Replication.StopAsync(), Throws.TypeOf<ReplicationNotStartedException>());
    }

    [Test]
    public void nothing_was_taken_over_and_there_is_no_epoch() =>
        Assert.That((Replication.WasTakenOver, Replication.Epoch), Is.EqualTo((false, 0L)));

    [Test]
    public void durable_is_refused_with_what_is_missing() =>
        Assert.That(async () => await Replication.CommitAsync(CommitLevel.Durable), Throws.TypeOf<NotSupportedException>().With.Message.Contains("needs a journal").And.Message.Contains("CommitLevel.Received"));

    [Test]
    [Category("Processes")]
    public void one_that_said_so_commits_at_level_Local()
    {
        using var program = RunningProgram.Start("dotnet", [TestPrograms.Followed, "alone", "obey"]);
        program.WaitForLine("taken over False, accounts 1");
        program.Tell("5");

        Assert.That(program.WaitForLine("committed 5"), Is.EqualTo("committed 5 Local"));
    }
}
