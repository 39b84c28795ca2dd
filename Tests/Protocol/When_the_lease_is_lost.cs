using Replicated.Frames;
using Replicated.Protocol;
using static Replicated.Tests.Protocol.ActiveBench;

namespace Replicated.Tests.Protocol;

public class When_the_lease_is_lost
{
    [Test]
    public void the_active_acknowledges_nothing_more()
    {
        var active = new ActiveBench().WithMember(Link1, Right).Capture().Step(ActiveInput.LeaseLost("the store gave it to another"));
        Assert.That(active.Duties.Last().Kind, Is.EqualTo(DutyKind.StepDown));
        Assert.That(active.Ack(Link1, 2).Duties, Is.Empty);
        Assert.That(active.Step(ActiveInput.LinkFlushed(Link1)).Duties, Is.Empty);
        Assert.That(active.Capture().Duties, Is.Empty);
    }

    [Test]
    public void a_write_that_is_confirmed_later_acknowledges_nothing()
    {
        var active = new ActiveBench().Hello(Link1, Right).SnapshotTaken(Link1).Capture().Ack(Link1, 1);
        var record = active.Wanted!;
        Assert.That(active.Step(ActiveInput.LeaseLost("gone")).Written(record).Duties, Is.Empty);
    }

    [Test]
    public void its_standbys_are_told()
        => Assert.That(new ActiveBench().WithMember(Link1, Right).Step(ActiveInput.LeaseLost("gone")).Refused!.Reason, Is.EqualTo(RefusalReason.Deposed));
}

public class When_the_active_stops
{
    [Test]
    public void with_nobody_to_take_over_the_history_is_ended_in_the_record()
        => Assert.That(new ActiveBench().Capture().Step(ActiveInput.Stopping).Wanted!.Ended, Is.True);

    [Test]
    public void with_a_member_it_is_not()
        => Assert.That(new ActiveBench().WithMember(Link1, Right).Step(ActiveInput.Stopping).Wanted, Is.Null);

    [Test]
    public void with_a_lost_member_it_is_not()
        => Assert.That(new ActiveBench().WithMember(Link1, Right).Step(ActiveInput.LinkLost(Link1, "died")).Step(ActiveInput.Stopping).Wanted, Is.Null);
}
