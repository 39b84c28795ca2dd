using Replicated.Protocol;
using static Replicated.Tests.Protocol.ActiveBench;

namespace Replicated.Tests.Protocol;

/// <summary>Trap X3: a standby whose addition may have been written can take over, so it must have what is acknowledged.</summary>
public class When_the_answer_of_the_lease_store_is_late
{
    [Test]
    public void commits_wait_for_the_standby_that_may_be_a_member_already()
    {
        var active = new ActiveBench().WithMember(Link1, Right);
        active.Hello(Link2, Third).SnapshotTaken(Link2).Capture().Ack(Link1, 2).Ack(Link2, 2);
        Assert.That(active.Wanted!.Members, Is.EqualTo((Incarnation[])[Right, Third]));
        Assert.That(active.Capture().Ack(Link1, 3).Acknowledged(CommitLevel.Received), Is.Null);
        Assert.That(active.Ack(Link2, 3).Acknowledged(CommitLevel.Received), Is.EqualTo(3));
    }

    [Test]
    public void an_unknown_outcome_counts_as_both_sets_until_a_write_succeeds()
    {
        var active = new ActiveBench(limits: new(RetryTicks: 2)).WithMember(Link1, Right);
        active.Hello(Link2, Third).SnapshotTaken(Link2).Capture().Ack(Link1, 2).Ack(Link2, 2);
        active.Step(ActiveInput.RecordUnknown("disk full")).Step(ActiveInput.LinkLost(Link2, "died"));
        Assert.That(active.Capture().Ack(Link1, 3).Acknowledged(CommitLevel.Received), Is.Null);
        active.Tick(2);
        Assert.That(active.Wanted!.Members, Is.EqualTo((Incarnation[])[Right]));
        Assert.That(active.Written(active.Wanted!).Acknowledged(CommitLevel.Received), Is.EqualTo(3));
    }

    [Test]
    public void a_lost_member_is_dispensed_with_only_when_its_removal_is_confirmed()
    {
        var active = new ActiveBench().WithMember(Link1, Right).Step(ActiveInput.LinkLost(Link1, "died"));
        active.Hello(Link2, Third).SnapshotTaken(Link2).Capture().Ack(Link2, 2);
        var record = active.Wanted!;
        Assert.That(record.Members, Is.EqualTo((Incarnation[])[Third]));
        Assert.That(active.Capture().Ack(Link2, 3).Acknowledged(CommitLevel.Received), Is.Null);
        Assert.That(active.Written(record).Acknowledged(CommitLevel.Received), Is.EqualTo(3));
    }
}
