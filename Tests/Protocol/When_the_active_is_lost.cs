using Replicated.Protocol;
using static Replicated.Tests.Protocol.ActiveBench;
using static Replicated.Tests.Protocol.StandbyBench;

namespace Replicated.Tests.Protocol;

public class When_the_active_is_lost
{
    [Test]
    public void the_lease_is_looked_at_at_once_and_on_every_tick()
    {
        var standby = new StandbyBench().Following(Link1).Lost(Link1);
        Assert.That(standby.Lines, Is.EqualTo((string[])["LookAtLease", "Dial"]));
        standby.Step(StandbyInput.LeaseSeen(Record(Right)));
        Assert.That(standby.Lines, Is.EqualTo((string[])["try to acquire the lease"]));
        standby.Step(StandbyInput.LeaseDenied("held"));
        Assert.That(standby.Step(StandbyInput.Tick).Lines, Is.EqualTo((string[])["LookAtLease"]));
    }

    /// <summary>Trap X5: the client may have been told of a frame whose acknowledgement the standby never heard of.</summary>
    [Test]
    public void a_member_takes_over_with_its_whole_tail()
    {
        var standby = new StandbyBench().Following(Link1).Frame(Link1, 4).Frame(Link1, 5).Lost(Link1).Acquired(Record(Right));
        var record = standby.Wanted!;
        Assert.That((record.Epoch.Value, record.Reign, record.Lineage, record.Holder, record.Members.Length), Is.EqualTo((2L, Second, Bank, Right, 0)));
        Assert.That(standby.Applied, Is.EqualTo((string[])["snapshot 2"]), "nothing is applied before the record is written");
        standby.Step(StandbyInput.RecordWritten(record));
        Assert.That(standby.Applied, Is.EqualTo((string[])["snapshot 2", "up to 5"]));
        Assert.That(standby.Active, Is.EqualTo(new Reigning(new(Bank, Second, new(2), 0), standby.Here with { Sequence = 5 }, true, record)));
    }

    [Test]
    public void it_is_active_only_when_the_tail_is_in_the_objects()
    {
        var standby = new StandbyBench().Following(Link1).Frame(Link1, 4).Lost(Link1).Acquired(Record(Right));
        standby.AppliesAtOnce = false;
        standby.Step(StandbyInput.RecordWritten(standby.Wanted!));
        Assert.That(standby.Active, Is.Null);
        Assert.That(standby.FinishApplying(standby.Duties.Single(duty => duty.Kind == DutyKind.Apply)).Active, Is.Not.Null);
    }

    /// <summary>Trap X4: the record lists a process, not a name.</summary>
    [Test]
    public void a_restarted_process_under_a_listed_name_does_not_take_over()
    {
        var standby = new StandbyBench().Following(Link1).Lost(Link1).Acquired(Record(Third));
        Assert.That(standby.Wanted, Is.Null);
        Assert.That(standby.Lines, Is.EqualTo((string[])["ReleaseLease"]));
        Assert.That(standby.Said, Does.Contain("right does not take over from left (epoch 1): it is not listed in the in-sync set"));
    }

    [Test]
    public void a_restarted_holder_does_not_take_itself_for_the_active()
    {
        var standby = new StandbyBench().Acquired(Record() with { Holder = Right, HolderNode = "right" });
        Assert.That((standby.Wanted, standby.Active), Is.EqualTo(((LeaseRecord?)null, (Reigning?)null)));
        Assert.That(standby.Said, Does.Contain("it holds no state"));
    }

    /// <summary>Trap X20: a state of another reign is not that of which the record speaks, whatever its numbers.</summary>
    [Test]
    public void a_listed_process_that_holds_another_reign_does_not_take_over()
        => Assert.That(new StandbyBench().Following(Link1).Lost(Link1).Acquired(Record(Right) with { Reign = Second }).Wanted, Is.Null);

    [Test]
    public void a_foreign_lineage_in_the_record_is_never_taken_over()
        => Assert.That(new StandbyBench().Following(Link1).Lost(Link1).Acquired(Record(Right) with { Lineage = Fresh }).Wanted, Is.Null);

    [Test]
    public void the_same_refusal_is_said_once()
    {
        var standby = new StandbyBench().Acquired(Record(Third));
        Assert.That(standby.Said, Is.Not.Empty);
        Assert.That(standby.Acquired(Record(Third)).Said, Is.Empty);
    }

    [Test]
    public void an_unlisted_node_leaves_the_lease_alone_while_the_holder_may_be_found()
    {
        var standby = new StandbyBench().Step(StandbyInput.Tick);
        Assert.That(standby.Step(StandbyInput.LeaseSeen(Record(Third))).Lines, Is.Empty);
        standby.Step(StandbyInput.DialFailed("refused"));
        Assert.That(standby.Step(StandbyInput.LeaseSeen(Record(Third))).Lines, Is.EqualTo((string[])["try to acquire the lease"]));
    }

    [Test]
    public void a_record_whose_writing_is_unknown_is_written_again_and_no_other()
    {
        var standby = new StandbyBench().Following(Link1).Lost(Link1).Acquired(Record(Right));
        var record = standby.Wanted!;
        Assert.That(standby.Step(StandbyInput.RecordUnknown("disk full")).Lines, Is.EqualTo((string[])["ReleaseLease"]));
        Assert.That(standby.Step(StandbyInput.LeaseAcquired(record, new(Guid.NewGuid()), new(Guid.NewGuid()), [])).Wanted, Is.EqualTo(record));
    }

    [Test]
    public void who_takes_over_listens_to_the_old_active_no_more()
    {
        var standby = new StandbyBench().Following(Link1).Lost(Link1);
        standby.Step(StandbyInput.LinkUp(Link2)).Acquired(Record(Right));
        Assert.That(standby.Lines, Does.Contain("close link 2"));
        Assert.That(standby.Frame(Link2, 4).Lines, Is.Empty);
    }
}

public class When_a_cluster_begins
{
    [Test]
    public void the_first_node_begins_a_history()
    {
        var node = new StandbyBench().Step(StandbyInput.Tick).Step(StandbyInput.LeaseSeen(null)).Acquired(null);
        Assert.That((node.Wanted!.Lineage, node.Wanted.Epoch.Value), Is.EqualTo((Fresh, 1L)));
        node.Step(StandbyInput.RecordWritten(node.Wanted));
        Assert.That((node.Active!.WasTakenOver, node.Active.Fork), Is.EqualTo((false, default(Position))));
    }

    [Test]
    public void a_history_that_was_ended_is_followed_by_another_with_a_newer_epoch()
    {
        var node = new StandbyBench().Acquired(Record() with { Ended = true, Epoch = new(4) });
        Assert.That((node.Wanted!.Lineage, node.Wanted.Epoch.Value), Is.EqualTo((Fresh, 5L)));
    }

    [Test]
    public void a_node_that_holds_state_begins_none()
        => Assert.That(new StandbyBench().Following(Link1).Lost(Link1).Acquired(Record() with { Ended = true }).Duties.Last().Kind, Is.EqualTo(DutyKind.GiveUp));
}

public class When_an_operator_promotes
{
    [Test]
    public void without_a_lease_store_nothing_promotes_by_itself()
    {
        var standby = new StandbyBench(promotesItself: false).Following(Link1).Lost(Link1);
        Assert.That(standby.Lines, Is.EqualTo((string[])["Dial"]));
    }

    [Test]
    public void without_a_lease_store_a_standby_goes_on_with_its_state_in_a_reign_of_its_own()
    {
        var standby = new StandbyBench(promotesItself: false).Following(Link1).Lost(Link1).Step(StandbyInput.PromoteRequested(Link2, empty: false));
        Assert.That(standby.Lines, Is.EqualTo((string[])["acquire the lease as asked"]));
        standby.Acquired(null);
        Assert.That((standby.Wanted!.Epoch.Value, standby.Wanted.Reign, standby.Wanted.Lineage), Is.EqualTo((2L, Second, Bank)));
        standby.Step(StandbyInput.RecordWritten(standby.Wanted));
        Assert.That((standby.Active!.WasTakenOver, standby.Reply!.Accepted), Is.EqualTo((true, true)));
    }

    [Test]
    public void one_that_follows_a_living_active_refuses()
        => Assert.That(new StandbyBench(promotesItself: false).Following(Link1).Step(StandbyInput.PromoteRequested(Link2, empty: false)).Reply!.Text, Does.Contain("follows left, which is active"));

    [Test]
    public void one_without_state_wants_the_word_empty()
        => Assert.That(new StandbyBench(promotesItself: false).Step(StandbyInput.PromoteRequested(Link2, empty: false)).Reply!.Text, Does.Contain("--empty"));

    [Test]
    public void one_with_state_cannot_be_made_empty()
        => Assert.That(new StandbyBench().Following(Link1).Lost(Link1).Step(StandbyInput.PromoteRequested(Link2, empty: true)).Reply!.Accepted, Is.False);

    [Test]
    public void a_lost_history_is_given_up_only_when_asked_for()
    {
        var standby = new StandbyBench().Step(StandbyInput.PromoteRequested(Link2, empty: false)).Acquired(Record(Third));
        Assert.That((standby.Wanted, standby.Reply!.Accepted), Is.EqualTo(((LeaseRecord?)null, false)));
        standby.Step(StandbyInput.PromoteRequested(Link2, empty: true)).Acquired(Record(Third));
        Assert.That((standby.Wanted!.Lineage, standby.Wanted.Epoch.Value), Is.EqualTo((Fresh, 2L)));
    }

    [Test]
    public void a_lease_that_is_held_is_not_taken()
    {
        var standby = new StandbyBench().Step(StandbyInput.PromoteRequested(Link2, empty: true)).Step(StandbyInput.LeaseDenied("the lease is held"));
        Assert.That(standby.Reply!.Text, Does.Contain("the lease is held"));
    }
}
