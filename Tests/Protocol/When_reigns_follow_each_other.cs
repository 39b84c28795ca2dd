using Replicated.Frames;
using Replicated.Protocol;
using static Replicated.Tests.Protocol.ActiveBench;
using static Replicated.Tests.Protocol.StandbyBench;

namespace Replicated.Tests.Protocol;

/// <summary>Traps X5 and X20: two reigns give the same numbers to different frames.</summary>
public class When_reigns_follow_each_other
{
    static readonly Position secondReign = new(Bank, Second, new(2), 0);
    static readonly Position fork = new(Bank, First, new(1), 5);

    [Test]
    public void a_position_of_the_reign_before_is_not_resumed_by_its_number()
    {
        var active = new ActiveBench(start: secondReign, fork: fork).Capture().Capture();
        active.Hello(Link1, Third, fork with { Sequence = 1 }, applied: 1);
        Assert.That(active.Lines, Does.Contain("send welcome with a snapshot on link 1"));
    }

    [Test]
    public void two_promotions_to_one_epoch_do_not_mix()
    {
        var active = new ActiveBench(start: secondReign, fork: fork).Capture();
        active.Hello(Link1, Third, secondReign with { Reign = new(Guid.NewGuid()), Sequence = 1 });
        Assert.That(active.Refused!.Text, Does.Contain("two nodes were promoted"));
    }

    [Test]
    public void one_that_holds_the_fork_and_has_applied_nothing_beyond_goes_on_from_it()
    {
        var active = new ActiveBench(start: secondReign, fork: fork).Capture();
        active.Hello(Link1, Third, fork with { Sequence = 7 }, applied: 5);
        Assert.That(active.Lines, Does.Contain($"send welcome from {fork} on link 1").And.Contain("send frame 1 on link 1"));
    }

    [Test]
    public void one_that_has_applied_beyond_the_fork_gets_a_snapshot()
        => Assert.That(
            new ActiveBench(start: secondReign, fork: fork).Capture().Hello(Link1, Third, fork with { Sequence = 7 }, applied: 6).Lines,
            Does.Contain("send welcome with a snapshot on link 1"));

    [Test]
    public void a_follower_drops_what_lies_beyond_the_fork_and_applies_what_does_not()
    {
        var standby = new StandbyBench().Following(Link1).Frame(Link1, 4).Frame(Link1, 5).Frame(Link1, 6).Stable(Link1, 3).Lost(Link1);
        standby.Applied.Clear();
        standby.Here = secondReign;
        standby.Welcome(Link2, snapshot: false, captured: 1, from: fork);
        Assert.That(standby.Said, Does.Contain("1 frames beyond the fork are dropped"));
        Assert.That(standby.Applied, Is.EqualTo((string[])["up to 5"]));
        standby.Frame(Link2, 1).Stable(Link2, 1);
        Assert.That(standby.Applied, Is.EqualTo((string[])["up to 5", "up to 1"]));
        Assert.That((standby.Core.Progress.Position, standby.Core.Progress.Applied), Is.EqualTo((secondReign with { Sequence = 1 }, 1L)));
    }

    [Test]
    public void a_follower_never_takes_back_what_it_has_applied()
    {
        var standby = new StandbyBench().Following(Link1).Frame(Link1, 4).Stable(Link1, 4).Lost(Link1);
        standby.Here = secondReign;
        standby.Welcome(Link2, snapshot: false, captured: 1, from: fork with { Sequence = 3 });
        Assert.That(standby.Refused!.Reason, Is.EqualTo(RefusalReason.Damaged));
        Assert.That(standby.Core.Progress.Position.Sequence, Is.EqualTo(4));
    }
}
