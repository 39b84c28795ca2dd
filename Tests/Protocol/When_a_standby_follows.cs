using Replicated.Frames;
using Replicated.Protocol;
using static Replicated.Tests.Protocol.ActiveBench;

namespace Replicated.Tests.Protocol;

public class When_a_standby_follows
{
    [Test]
    public void it_says_what_it_holds()
    {
        var standby = new StandbyBench().Following(Link1).Lost(Link1).Step(StandbyInput.LinkUp(Link2));
        var hello = (Hello)standby.Duties.Single(duty => duty.Kind == DutyKind.Send).What!;
        Assert.That((hello.Position, hello.Applied, hello.Incarnation), Is.EqualTo((standby.Here with { Sequence = 3 }, 2L, Right)));
    }

    [Test]
    public void it_takes_a_snapshot_into_use_with_the_first_frame_after_it_and_not_before()
    {
        var standby = new StandbyBench().Welcome(Link1, snapshot: true, captured: 2).Slice(Link1, 2, 0, last: false).Slice(Link1, 2, 1).Drained(Link1);
        Assert.That(standby.Applied, Is.Empty);
        Assert.That(standby.Lines, Is.Empty);
        standby.Frame(Link1, 3);
        Assert.That(standby.Applied, Is.EqualTo((string[])["snapshot 2"]));
        Assert.That(standby.Lines, Is.EqualTo((string[])["replace state by 2 slices"]));
        Assert.That(standby.Drained(Link1).Lines, Is.EqualTo((string[])["send acknowledgement received 3 applied 2 on link 1"]));
    }

    [Test]
    public void it_applies_at_once_where_the_active_is_idle()
    {
        var standby = new StandbyBench().Following(Link1).Frame(Link1, 4);
        standby.Step(StandbyInput.HeartbeatArrived(Link1, new(1, 4)));
        Assert.That(standby.Applied, Is.EqualTo((string[])["snapshot 2"]));
        standby.Drained(Link1);
        Assert.That(standby.Applied, Is.EqualTo((string[])["snapshot 2", "up to 4"]));
        Assert.That(standby.Lines, Does.Contain("send acknowledgement received 4 applied 4 on link 1"));
    }

    [Test]
    public void it_applies_what_is_stable_by_the_next_tick_while_frames_flow()
    {
        var standby = new StandbyBench().Following(Link1).Frame(Link1, 4);
        standby.Step(StandbyInput.HeartbeatArrived(Link1, new(1, 3)));
        Assert.That(standby.Drained(Link1).Applied, Is.EqualTo((string[])["snapshot 2"]));
        Assert.That(standby.Step(StandbyInput.Tick).Applied, Is.EqualTo((string[])["snapshot 2", "up to 3"]));
    }

    /// <summary>Trap X5: what is applied cannot be taken back, so it must be in the state of any later active.</summary>
    [Test]
    public void it_keeps_frames_beyond_the_stable_point_aside()
    {
        var standby = new StandbyBench().Following(Link1).Frame(Link1, 4);
        Assert.That(standby.Applied, Is.EqualTo((string[])["snapshot 2"]));
        standby.Stable(Link1, 3);
        Assert.That(standby.Applied, Is.EqualTo((string[])["snapshot 2", "up to 3"]));
        Assert.That((standby.Core.Progress.Position.Sequence, standby.Core.Progress.Applied), Is.EqualTo((4L, 3L)));
    }

    [Test]
    public void it_never_applies_more_than_it_has()
    {
        var standby = new StandbyBench().Following(Link1).Stable(Link1, 100);
        Assert.That(standby.Applied, Is.EqualTo((string[])["snapshot 2", "up to 3"]));
    }

    [Test]
    public void one_acknowledgement_serves_all_that_arrived_together()
    {
        var standby = new StandbyBench().Following(Link1).Frame(Link1, 4);
        Assert.That(standby.Lines, Is.Empty);
        Assert.That(standby.Frame(Link1, 5).Drained(Link1).Lines, Is.EqualTo((string[])["send acknowledgement received 5 applied 2 on link 1"]));
        Assert.That(standby.Drained(Link1).Lines, Is.Empty);
    }

    [Test]
    public void a_gap_is_refused_and_nothing_is_taken()
    {
        var standby = new StandbyBench().Following(Link1).Frame(Link1, 5);
        Assert.That(standby.Refused!.Text, Does.Contain("frame 5 of epoch 1 where 4 must follow"));
        Assert.That(standby.Core.Progress.Position.Sequence, Is.EqualTo(3));
    }

    [Test]
    public void a_frame_twice_is_refused() => Assert.That(new StandbyBench().Following(Link1).Frame(Link1, 3).Refused!.Reason, Is.EqualTo(RefusalReason.Damaged));

    [Test]
    public void a_frame_of_an_older_epoch_is_refused()
    {
        var standby = new StandbyBench { Here = new(Bank, StandbyBench.Second, new(2), 0) }.Following(Link1);
        Assert.That(standby.Arrive(Link1, TestFrames.Make(new(Bank, First, new(1), 4))).Refused!.Reason, Is.EqualTo(RefusalReason.Deposed));
    }

    [Test]
    public void a_frame_of_another_reign_of_the_same_epoch_is_refused()
        => Assert.That(new StandbyBench().Following(Link1).Arrive(Link1, TestFrames.Make(new(Bank, StandbyBench.Second, new(1), 4))).Refused, Is.Not.Null);

    [Test]
    public void a_frame_before_the_snapshot_is_whole_is_refused()
        => Assert.That(new StandbyBench().Welcome(Link1, snapshot: true, captured: 2).Slice(Link1, 2, 0, last: false).Frame(Link1, 3).Refused, Is.Not.Null);

    [Test]
    public void a_slice_that_does_not_follow_is_refused()
        => Assert.That(new StandbyBench().Welcome(Link1, snapshot: true, captured: 2).Slice(Link1, 2, 1).Refused, Is.Not.Null);

    [Test]
    public void an_unknown_protocol_version_of_the_active_is_refused_with_both_named()
    {
        var standby = new StandbyBench().Step(StandbyInput.LinkUp(Link1));
        standby.Step(StandbyInput.WelcomeArrived(Link1, new Welcome { Protocol = 9, Node = "left", Snapshot = true }));
        Assert.That(standby.Refused!.Text, Does.Contain("left speaks protocol version 9, right speaks version 1"));
    }

    [Test]
    public void it_holds_its_old_state_until_a_new_snapshot_is_whole()
    {
        var standby = new StandbyBench().Following(Link1).Lost(Link1).Welcome(Link2, snapshot: true, captured: 9).Slice(Link2, 9).Lost(Link2);
        Assert.That(standby.Core.Progress.Position.Sequence, Is.EqualTo(3));
        Assert.That(standby.Acquired(StandbyBench.Record(Right)).Wanted!.Epoch.Value, Is.EqualTo(2));
    }

    [Test]
    public void a_silent_active_is_lost()
    {
        var standby = new StandbyBench().Following(Link1);
        for (int i = 0; i < 10; i++)
            standby.Step(StandbyInput.Tick);
        Assert.That(standby.Said, Does.Contain("right lost the active left (nothing was heard for 10 ticks). It holds epoch 1 sequence 3"));
    }

    [Test]
    public void a_frame_that_cannot_be_applied_makes_it_not_eligible_and_says_so()
    {
        var standby = new StandbyBench { AppliesAtOnce = false }.Following(Link1).Step(StandbyInput.ApplyFailed(2, "no such type."));
        Assert.That(standby.Refused!.Text, Does.Contain("cannot apply frame 2: no such type."));
        standby.Step(StandbyInput.LeaseSeen(null)).Acquired(StandbyBench.Record(Right));
        Assert.That(standby.Wanted, Is.Null);
    }
}
