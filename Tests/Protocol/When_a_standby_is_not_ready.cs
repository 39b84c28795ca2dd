using Replicated.Protocol;
using static Replicated.Tests.Protocol.ActiveBench;
using static Replicated.Tests.Protocol.StandbyBench;

namespace Replicated.Tests.Protocol;

/// <summary>It has a fault: a value that was too large for its build, or an object that code of the program could not rebuild.</summary>
public class When_a_standby_is_not_ready
{
    const string Fault = "Bank.Accounts[\"x\"].Balance is too large";

    [Test]
    public void it_does_not_take_over_by_itself_and_gives_the_lease_back_for_another_member()
    {
        var standby = new StandbyBench().Following(Link1).Lost(Link1).Acquired(Record(Right), Fault);
        Assert.That((standby.Wanted, standby.Active), Is.EqualTo(((LeaseRecord?)null, (Reigning?)null)));
        Assert.That(standby.Lines, Is.EqualTo((string[])["ReleaseLease", "RetryFaults"]));
        Assert.That(standby.Said, Does.Contain($"right does not take over from left (epoch 1), because it is not ready: {Fault}."));
    }

    [Test]
    public void it_takes_over_once_the_fault_is_mended()
    {
        var standby = new StandbyBench().Following(Link1).Lost(Link1).Acquired(Record(Right), Fault);
        Assert.That(standby.Acquired(Record(Right)).Wanted!.Epoch.Value, Is.EqualTo(2));
    }

    [Test]
    public void an_operator_may_have_it_take_over_all_the_same()
    {
        var standby = new StandbyBench().Following(Link1).Lost(Link1).Acquired(Record(Right), Fault);
        standby.Step(StandbyInput.PromoteRequested(Link2, false));
        Assert.That(standby.Acquired(Record(Right), Fault).Wanted!.Epoch.Value, Is.EqualTo(2));
    }

    [Test]
    public void what_failed_in_code_of_the_program_is_tried_again_but_less_and_less_often()
    {
        var standby = new StandbyBench().Following(Link1).Lost(Link1);
        var tried = Enumerable.Range(1, 20).Where(_ => standby.Acquired(Record(Right), Fault).Duties.Exists(duty => duty.Kind == DutyKind.RetryFaults));
        Assert.That(tried, Is.EqualTo((int[])[1, 2, 4, 8, 16]));
    }
}
