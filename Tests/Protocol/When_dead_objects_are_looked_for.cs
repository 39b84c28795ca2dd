using Replicated.Frames;
using Replicated.Protocol;
using static Replicated.Tests.Protocol.ActiveBench;

namespace Replicated.Tests.Protocol;

public class When_dead_objects_are_looked_for
{
    static readonly ProtocolLimits limits = new(TraceTicks: 50, RetryTicks: 20, LiveObjectsMin: 80, TimeoutTicks: 1000);

    [Test]
    public void a_trace_begins_when_an_eighth_of_the_state_could_be_dead()
    {
        var active = Begin();
        active.Churn(5);
        bool early = active.Lines.Contains("begin a trace by link 1");
        active.Churn(5);
        Assert.That((early, active.Lines.Contains("begin a trace by link 1")), Is.EqualTo((false, true)), string.Join('\n', active.Lines));
    }

    /// <summary>Trap X19: bounded by commits, or by a number of the dead, a trace would look through all that lives for nothing.</summary>
    [Test]
    public void a_large_state_is_not_looked_through_for_the_few_that_died()
    {
        var active = Looking().Step(Found(1, last: true, live: 8000)).Step(ActiveInput.TraceJudged(Link1, [], 9)).Step(ActiveInput.UnreachableRemoved);
        for (int commit = 0; commit < (8000 + 80) / 8 - 1; commit++)
        {
            active.Churn(1);
            Assert.That(active.Lines, Has.None.Contains("trace"), $"commit {commit}");
        }
        Assert.That(active.Churn(1).Lines, Has.Member("begin a trace by link 1"));
    }

    [Test]
    public void nothing_is_looked_for_without_a_standby_that_is_a_member()
    {
        var active = new ActiveBench(limits: limits);
        active.Churn(1000);
        Assert.That(active.Lines, Has.None.Contains("trace"));
        active.Hello(Link1, Right).SnapshotTaken(Link1);
        active.Churn(1000);
        Assert.That(active.Lines, Has.None.Contains("begin a trace"));
    }

    [Test]
    public void a_little_change_is_looked_through_after_a_while_and_no_change_never()
    {
        var active = Begin();
        active.Tick(100);
        Assert.That(active.Lines, Has.None.Contains("trace"));
        active.Churn(1).Tick();
        Assert.That(active.Lines, Has.Member("begin a trace by link 1"));
    }

    [Test]
    public void the_standby_is_told_from_where_on_the_active_knows_what_it_refers_to()
        => Assert.That(Begin().Churn(10).Step(ActiveInput.TraceBegun(Link1, 7)).Lines, Is.EqualTo(["send trace request 1 after 7 on link 1"]));

    [Test]
    public void what_was_found_is_judged_when_all_of_it_has_come()
    {
        var active = Looking();
        active.Step(Found(1, last: false, new IdRun(3, 2)));
        Assert.That(active.Lines, Is.Empty);
        active.Step(Found(1, last: true, new IdRun(9, 1)));
        Assert.That(active.Lines, Is.EqualTo(["judge what link 1 found"]));
        Assert.That(active.Duties.Single().What, Is.EqualTo(new List<IdRun> { new(3, 2), new(9, 1) }));
    }

    [Test]
    public void what_was_linked_again_is_told_and_the_standby_looks_on()
    {
        var active = Looking().Step(Found(1, last: true, new IdRun(3, 2))).Step(ActiveInput.TraceJudged(Link1, [new IdRun(4, 1)], 9));
        Assert.That(active.Lines, Is.EqualTo(["send trace request 1 after 9, linked again on link 1"]));
        active.Step(Found(1, last: true, new IdRun(3, 1)));
        Assert.That(active.Lines, Is.EqualTo(["judge what link 1 found"]));
    }

    [Test]
    public void the_rest_is_taken_away_and_the_next_trace_can_begin()
    {
        var active = Looking().Step(Found(1, last: true, new IdRun(3, 2))).Step(ActiveInput.TraceJudged(Link1, [], 9));
        Assert.That(active.Lines, Is.EqualTo(["send trace request 1 after 9, done on link 1", "RemoveUnreachable"]));
        active.Churn(100);
        Assert.That(active.Lines, Has.None.Contains("begin a trace"));
        active.Step(ActiveInput.UnreachableRemoved).Churn(100);
        Assert.That(active.Lines, Has.Member("begin a trace by link 1"));
    }

    [Test]
    public void a_capture_that_fails_is_tried_again()
    {
        var active = Looking().Step(Found(1, last: true, new IdRun(3, 2))).Step(ActiveInput.TraceJudged(Link1, [], 9)).Tick(20);
        Assert.That(active.Lines, Has.Member("RemoveUnreachable"));
    }

    [Test]
    public void what_an_earlier_trace_or_another_standby_found_is_not_judged()
    {
        var active = Looking();
        active.Step(Found(0, last: true, new IdRun(3, 2)));
        Assert.That(active.Lines, Is.Empty);
        active.Step(ActiveInput.UnreachableArrived(Link2, new Unreachable { Trace = 1, Last = true, Ids = [new(3, 2)] }));
        Assert.That(active.Lines, Is.Empty);
    }

    [TestCase(0UL, 1UL)]
    [TestCase(3UL, 0UL)]
    [TestCase(1UL, 1UL)]
    public void ids_out_of_their_order_end_the_connection(ulong first, ulong count)
    {
        var active = Looking().Step(Found(1, last: false, new IdRun(2, 3))).Step(Found(1, last: true, new IdRun(first, count)));
        Assert.That(active.Refused?.Reason, Is.EqualTo(RefusalReason.Damaged));
    }

    [Test]
    public void a_standby_that_is_lost_ends_the_trace_and_another_begins_with_the_next()
    {
        var active = Looking().Step(ActiveInput.LinkLost(Link1, "died"));
        Assert.That(active.Lines, Has.Member("EndTrace"));
        active.WithMember(Link2, Third).Churn(100);
        Assert.That(active.Lines, Has.Member("begin a trace by link 2"));
    }

    [Test]
    public void a_standby_begins_when_it_has_applied_what_came_before()
    {
        var standby = new StandbyBench().Following(Link1);
        standby.Step(StandbyInput.TraceRequestArrived(Link1, new TraceRequest { Trace = 1, After = 4 }));
        Assert.That(standby.Lines, Is.Empty);
        standby.Frame(Link1, 4).Stable(Link1, 4);
        Assert.That(standby.Lines, Has.Member("trace trace request 1 after 4"));
    }

    [Test]
    public void a_standby_answers_in_messages_of_bounded_size()
    {
        var standby = Tracing();
        standby.Step(StandbyInput.TraceEnded(1, [.. Enumerable.Range(1, Replicated.Protocol.Looking.RunsMax + 1).Select(at => new IdRun((ulong)at * 2, 1))], 5));
        Assert.That(standby.Lines, Is.EqualTo(["send answer to trace 1 on link 1", "send answer to trace 1, the last on link 1"]));
        standby.Step(StandbyInput.TraceEnded(1, [], 5));
        Assert.That(standby.Lines, Is.EqualTo(["send answer to trace 1, the last on link 1"]));
    }

    [Test]
    public void a_standby_that_lost_the_active_looks_no_more()
    {
        var standby = Tracing().Lost(Link1).Step(StandbyInput.LinkUp(Link2));
        Assert.That(standby.Lines, Has.Member("StopTrace"));
        standby.Step(StandbyInput.TraceEnded(1, [], 5));
        Assert.That(standby.Lines, Is.Empty);
    }

    static StandbyBench Tracing() => new StandbyBench().Following(Link1).Step(StandbyInput.TraceRequestArrived(Link1, new TraceRequest { Trace = 1, After = 2 }));

    static ActiveBench Begin() => new ActiveBench(limits: limits).WithMember(Link1, Right);

    static ActiveBench Looking() => Begin().Churn(10).Step(ActiveInput.TraceBegun(Link1, 7));

    static ActiveInput Found(long trace, bool last, params List<IdRun> ids) => Found(trace, last, live: 5, ids);

    static ActiveInput Found(long trace, bool last, int live, params List<IdRun> ids)
        => ActiveInput.UnreachableArrived(Link1, new Unreachable { Trace = trace, Last = last, Live = last ? live : 0, Ids = ids });
}
