using System.Reflection;
using AssemblyToProcess;
using Replicated.Tests.Capture;

namespace Replicated.Tests.Weaving.RoundTrip;

/// <summary>Active and standby have the same statics here, so they are emptied by reflection, unseen, before the standby applies.</summary>
public class When_statics_are_committed : RoundTripTest
{
    const BindingFlags Statics = BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Static;

    static readonly string[] fields = ["_replicatedAccounts", "opened", "<Name>k__BackingField", "Closed"];

    Pair pair = null!;

    [SetUp]
    public void Begin() => pair = new Pair();

    [Test]
    public void they_arrive()
    {
        Bank.Open("one", 3.5m);
        Bank.Name = "second";
        Bank.Close();
        CommitInto();
        Assert.Multiple(() =>
        {
            Assert.That(Bank.Accounts["one"].Balance, Is.EqualTo(3.5m));
            Assert.That(Bank.Opened, Is.EqualTo(1));
            Assert.That(Bank.Name, Is.EqualTo("second"));
            Assert.That(Bank.Closed, Is.True);
        });
    }

    [Test]
    public void a_later_change_arrives_alone()
    {
        Bank.Name = "second";
        pair.Commit();
        Bank.Close();
        CommitInto();
        Assert.That(Bank.Closed, Is.True);
        Assert.That(Bank.Name, Is.Null, "not marked, so not in the second frame");
    }

    void CommitInto()
    {
        var frame = pair.Capture()!;
        foreach (string field in fields)
            typeof(Bank).GetField(field, Statics)!.SetValue(null, null);
        pair.Applier.Apply(frame);
    }
}
