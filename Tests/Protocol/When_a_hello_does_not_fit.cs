using Replicated.Frames;
using Replicated.Protocol;
using static Replicated.Tests.Protocol.ActiveBench;

namespace Replicated.Tests.Protocol;

public class When_a_hello_does_not_fit
{
    static readonly TypeShape account = new() { Name = "Bank.Account", Members = [new() { Name = "Balance", Type = "decimal" }] };

    [Test]
    public void another_protocol_version_is_refused_with_both_named()
        => Expect(RefusalReason.Protocol, "right speaks protocol version 7, left speaks version 1", change: hello => hello with { Protocol = 7 });

    [Test]
    public void another_cluster_is_refused()
        => Expect(RefusalReason.Cluster, "right is of cluster 'shop', left of cluster 'bank'", change: hello => hello with { Cluster = "shop" });

    [Test]
    public void a_type_that_the_standby_lacks_is_named()
        => Expect(RefusalReason.Shape, "right lacks the replicated type Bank.Account that left has", types: [account]);

    [Test]
    public void a_member_that_the_standby_lacks_and_cannot_keep_is_named()
        => Expect(RefusalReason.Shape, "Bank.Account.Balance (decimal) of left does not exist on right", types: [account], change: hello => hello with { Types = [account with { Members = [] }] });

    [Test]
    public void a_member_that_the_standby_can_keep_is_welcome()
        => Assert.That(new ActiveBench(types: [account]).Hello(Link1, Right, change: hello => hello with { Types = [account with { Members = [] }], Known = ["decimal"] }).Refused, Is.Null);

    [Test]
    public void a_member_of_another_type_is_named_with_both_types()
        => Expect(
            RefusalReason.Shape,
            "Bank.Account.Balance is decimal on left and double on right",
            types: [account],
            change: hello => hello with { Types = [account with { Members = [new() { Name = "Balance", Type = "double" }] }] });

    [Test]
    public void the_same_shapes_are_welcome()
        => Assert.That(new ActiveBench(types: [account]).Hello(Link1, Right, change: hello => hello with { Types = [account] }).Refused, Is.Null);

    [Test]
    public void a_foreign_lineage_is_refused_and_loses_nothing()
    {
        var foreign = new Position(new(new Guid("99999999-0000-0000-0000-000000000000")), First, new(1), 5);
        Expect(RefusalReason.Lineage, "another history, which is not overwritten", held: foreign);
    }

    [Test]
    public void more_frames_of_the_same_reign_than_were_captured_are_refused()
        => Expect(RefusalReason.Newer, "newer", held: new(Bank, First, new(1), 5));

    [Test]
    public void a_newer_epoch_is_refused_and_deposes_the_active()
    {
        var active = Expect(RefusalReason.Newer, "newer", held: new(Bank, new(Guid.NewGuid()), new(2), 0));
        Assert.That(active.Duties.Last().Kind, Is.EqualTo(DutyKind.StepDown));
        Assert.That(active.Hello(Link2, Third).Refused!.Reason, Is.EqualTo(RefusalReason.Deposed));
    }

    static ActiveBench Expect(RefusalReason reason, string text, Position held = default, IReadOnlyList<TypeShape>? types = null, Func<Hello, Hello>? change = null)
    {
        var active = new ActiveBench(types: types).Hello(Link1, Right, held, change: change);
        Assert.Multiple(() =>
        {
            Assert.That(active.Refused?.Reason, Is.EqualTo(reason));
            Assert.That(active.Refused?.Text, Does.Contain(text));
            Assert.That(active.Core.Followers, Is.Empty);
        });
        return active;
    }
}
