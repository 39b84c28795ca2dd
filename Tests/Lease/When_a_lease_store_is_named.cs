using Replicated.Takeover;

namespace Replicated.Tests.Lease;

public class When_a_lease_store_is_named
{
    [TestCase("")]
    [TestCase("file")]
    [TestCase("file:")]
    [TestCase("file: ")]
    [TestCase("File:/tmp/x")]
    [TestCase("etcd:localhost")]
    [TestCase("None")]
    public void another_name_than_the_known_ones_is_refused_and_those_are_listed(string name) =>
        Assert.That(() => LeaseStores.Open(name, "bank"), Throws.InstanceOf<ReplicationException>().With.Message.Contains($"'{name}'").And.Message.Contains("file:PATH").And.Message.Contains("none"));

    [TestCase("")]
    [TestCase("..")]
    [TestCase("a/b")]
    [TestCase("a b")]
    public void a_cluster_that_is_no_name_does_not_become_a_path(string cluster) =>
        Assert.That(() => LeaseStores.Open("none", cluster), Throws.InstanceOf<ReplicationException>().With.Message.Contains($"'{cluster}'"));

    [Test]
    public void none_gives_the_lease_to_nobody_by_itself()
    {
        using var store = LeaseStores.Open("none", "bank");

        Assert.That(store.TryAcquire(), Is.False);
        Assert.That(() => store.Write(LeaseRecords.Some(epoch: 1)), Throws.InvalidOperationException);
    }

    [Test]
    public void none_gives_it_to_the_node_that_an_operator_promotes()
    {
        using var store = (NoLeaseStore)LeaseStores.Open("none", "bank");
        store.Permit();

        Assert.That(store.TryAcquire(), Is.True);
        var record = LeaseRecords.Some(epoch: 1);
        store.Write(record);
        Assert.That(store.Read(), Is.SameAs(record));
    }

    [Test]
    public void a_promotion_counts_once()
    {
        using var store = (NoLeaseStore)LeaseStores.Open("none", "bank");
        store.Permit();
        store.TryAcquire();

        store.Release();

        Assert.That(store.TryAcquire(), Is.False);
    }
}
