using Replicated.Frames;
using Replicated.Protocol;
using static Replicated.Tests.Protocol.ActiveBench;

namespace Replicated.Tests.Protocol;

public class When_a_standby_joins
{
    [Test]
    public void it_gets_the_whole_state_and_then_a_frame_even_if_nothing_changes()
    {
        var active = new ActiveBench().Capture().Hello(Link1, Right);
        Assert.That(active.Lines, Does.Contain("send welcome with a snapshot on link 1").And.Contain("take snapshot for link 1"));
        active.SnapshotTaken(Link1);
        Assert.That(active.Lines, Is.EqualTo((string[])["send slice of 1 on link 1", "Capture"]));
    }

    [Test]
    public void it_is_no_member_before_it_has_the_first_frame_captured_after_the_snapshot()
    {
        var active = new ActiveBench().Capture().Hello(Link1, Right).SnapshotTaken(Link1);
        Assert.That(active.Ack(Link1, 1).Wanted, Is.Null);
        Assert.That(active.Capture().Ack(Link1, 2).Wanted!.Members, Is.EqualTo((Incarnation[])[Right]));
    }

    [Test]
    public void nothing_is_acknowledged_before_its_membership_is_written()
    {
        var active = new ActiveBench().Hello(Link1, Right).SnapshotTaken(Link1).Capture().Ack(Link1, 1);
        Assert.That(active.Acknowledged(CommitLevel.Received), Is.Null);
        Assert.That(active.Written(active.Wanted!).Acknowledged(CommitLevel.Received), Is.EqualTo(1));
    }

    [Test]
    public void commits_reach_each_level_as_it_does()
    {
        var active = new ActiveBench().WithMember(Link1, Right).Capture();
        Assert.That(active.Lines, Is.EqualTo((string[])["send frame 2 on link 1"]));
        Assert.That(active.Step(ActiveInput.LinkFlushed(Link1)).Lines, Is.EqualTo((string[])["acknowledge Sent up to 2"]));
        Assert.That(active.Ack(Link1, 2, 1).Lines, Is.EqualTo((string[])["acknowledge Received up to 2", "acknowledge Applied up to 1"]));
        Assert.That(active.Ack(Link1, 2, 2).Lines, Is.EqualTo((string[])["acknowledge Applied up to 2"]));
    }

    [Test]
    public void the_stable_point_is_told_with_the_next_frame_or_tick_and_at_once_where_a_commit_waits_for_applied()
    {
        var active = new ActiveBench().WithMember(Link1, Right).Capture().Ack(Link1, 2, 1);
        Assert.That(active.Tick().Lines, Is.EqualTo((string[])["send heartbeat stable 2 on link 1"]));
        active.Capture().Ack(Link1, 3, 1);
        Assert.That(active.Capture().Lines, Is.EqualTo((string[])["send heartbeat stable 3 on link 1", "send frame 4 on link 1"]));
        active.Step(ActiveInput.AppliedAwaited(4));
        Assert.That(active.Ack(Link1, 4, 1).Lines, Does.Contain("send heartbeat stable 4 on link 1"));
    }

    [Test]
    public void one_that_comes_back_gets_the_frames_it_missed_from_the_log()
    {
        var active = new ActiveBench().WithMember(Link1, Right);
        active.Step(ActiveInput.LinkLost(Link1, "cable")).Capture().Capture();
        active.Hello(Link2, Right, active.Start with { Sequence = 1 });
        Assert.That(active.Lines, Does.Contain("send frame 2 on link 2").And.Contain("send frame 3 on link 2"));
        Assert.That(active.Ack(Link2, 3).Acknowledged(CommitLevel.Received), Is.EqualTo(3));
    }

    [Test]
    public void one_that_the_log_cannot_serve_gets_a_snapshot()
    {
        var active = new ActiveBench(logBytesMax: 1000).WithMember(Link1, Right);
        active.Step(ActiveInput.LinkLost(Link1, "cable")).Capture(2000).Capture(2000);
        Assert.That(active.Hello(Link2, Right, active.Start with { Sequence = 1 }).Lines, Does.Contain("send welcome with a snapshot on link 2"));
    }

    [Test]
    public void a_link_that_is_full_gets_no_more_frames_until_it_is_empty()
    {
        var active = new ActiveBench(limits: new(UnsentBytesMax: 1000)).WithMember(Link1, Right).Step(ActiveInput.LinkFlushed(Link1));
        active.Capture(2000);
        Assert.That(active.Lines, Does.Contain("send frame 2 on link 1"));
        Assert.That(active.Capture().Lines, Is.Empty);
        Assert.That(active.Step(ActiveInput.LinkFlushed(Link1)).Lines, Does.Contain("send frame 3 on link 1"));
    }

    [Test]
    public void a_log_full_of_what_a_slow_one_lacks_makes_captures_wait_and_then_drops_it()
    {
        var active = new ActiveBench(logBytesMax: 3000, limits: new(UnsentBytesMax: 1500)).WithMember(Link1, Right).Step(ActiveInput.LinkFlushed(Link1));
        for (int i = 0; i < 8; i++)
            active.Capture(1000);
        Assert.That(active.Core.MustWait, Is.True);
        active.Step(ActiveInput.LogOverrun);
        Assert.Multiple(() =>
        {
            Assert.That(active.Core.Followers, Is.Empty);
            Assert.That(active.Core.MustWait, Is.False);
            Assert.That(active.Core.Log.Bytes, Is.LessThanOrEqualTo(3000));
        });
    }

    [Test]
    public void an_idle_link_gets_heartbeats_and_a_silent_one_is_lost()
    {
        var active = new ActiveBench(limits: new(HeartbeatTicks: 3, TimeoutTicks: 10)).WithMember(Link1, Right);
        Assert.That(active.Tick(3).Lines, Is.EqualTo((string[])["send heartbeat stable 1 on link 1"]));
        active.Step(ActiveInput.HeartbeatArrived(Link1)).Tick(9);
        Assert.That(active.Core.Followers, Has.Count.EqualTo(1));
        Assert.That(active.Tick().Core.Followers, Is.Empty);
    }

    [Test]
    public void an_acknowledgement_of_what_was_never_sent_closes_the_link()
        => Assert.That(new ActiveBench().WithMember(Link1, Right).Ack(Link1, 2).Refused!.Reason, Is.EqualTo(RefusalReason.Damaged));
}
