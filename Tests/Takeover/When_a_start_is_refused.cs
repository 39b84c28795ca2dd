using Replicated.Takeover;

namespace Replicated.Tests.Takeover;

[NonParallelizable]
public class When_a_start_is_refused
{
    /// <summary>Without that the second start would be told that replication has started already, and a commit would find a node that gave up.</summary>
    [Test]
    public void it_leaves_nothing_behind_and_can_be_repeated()
    {
        using var active = TestNode.OnLoopback("left", new MemoryLease().Open(), state: new() { Types = [new() { Name = "Nowhere.Else" }] });
        active.AwaitActive();
        var options = new ReplicationOptions { Cluster = "bank", Node = "right", Peers = { active.Node.Address.ToString() } };
        for (int attempt = 0; attempt < 2; attempt++)
        {
            Assert.That(() => Participation.Begin(options), Throws.TypeOf<ReplicationException>().With.Message.Contains("lacks the replicated type Nowhere.Else"));
            Assert.That(Participation.Status, Is.Null);
            Assert.That(() => Replication.Commit(), Throws.TypeOf<ReplicationNotStartedException>());
        }
    }

    [Test]
    public void the_address_is_free_again_also_where_the_start_failed_later()
    {
        using var folder = new Service.TemporaryFolder();
        var free = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        free.Start();
        string address = free.LocalEndpoint.ToString()!;
        free.Stop();
        Directory.CreateDirectory(Path.Combine(folder.Path, "bank"));
        File.WriteAllText(Path.Combine(folder.Path, "bank", "lease.json"), "no record");
        var options = new ReplicationOptions { Cluster = "bank", Lease = $"file:{folder.Path}", Listen = address };

        for (int attempt = 0; attempt < 2; attempt++)
            Assert.That(() => Participation.Begin(options), Throws.InstanceOf<IOException>().With.Message.Contains("lease.json"));
    }
}
