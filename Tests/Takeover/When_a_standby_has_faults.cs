using Replicated.Takeover;

namespace Replicated.Tests.Takeover;

public class When_a_standby_has_faults
{
    [Test]
    public void it_names_them_and_is_not_ready()
    {
        using var node = TestNode.OnLoopback("right", new NoLeaseStore(), state: new TestState { Faults = ["[OnReplicated] Catalogue.Index of object 7 threw Exception: no index"] });
        var status = node.Node.Status();
        Assert.That((status.Ready, status.Reasons[0]), Is.EqualTo((false, node.State.Faults[0])));
    }
}
