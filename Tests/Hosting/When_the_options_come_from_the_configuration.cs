using Microsoft.Extensions.Configuration;
using Replicated.Hosting;

namespace Replicated.Tests.Hosting;

public class When_the_options_come_from_the_configuration
{
    [Test]
    public void each_key_of_the_section_sets_its_option()
    {
        ReplicationOptions options = Read(
            ("Replicated:Cluster", "bank"),
            ("Replicated:Peers:0", "127.0.0.1:1"),
            ("Replicated:Peers:1", "127.0.0.1:2"),
            ("Replicated:CommitTimeout", "00:00:07"),
            ("Replicated:Writers", "Synchronized"),
            ("Elsewhere:Cluster", "other"));

        Assert.That(options.Cluster, Is.EqualTo("bank"));
        Assert.That(options.Peers, Is.EqualTo(new[] { "127.0.0.1:1", "127.0.0.1:2" }));
        Assert.That(options.CommitTimeout, Is.EqualTo(TimeSpan.FromSeconds(7)));
        Assert.That(options.Writers, Is.EqualTo(WriterMode.Synchronized));
    }

    [Test]
    public void what_is_not_given_keeps_its_default()
        => Assert.That(Read().HeartbeatInterval, Is.EqualTo(new ReplicationOptions().HeartbeatInterval));

    [Test]
    public void an_environment_variable_is_a_key_of_the_section()
    {
        Environment.SetEnvironmentVariable("HostingTest_Replicated__Node", "left");
        IConfiguration configuration = new ConfigurationBuilder().AddEnvironmentVariables("HostingTest_").Build();

        Assert.That(ReplicationHost.ReadOptions(configuration).Node, Is.EqualTo("left"));
    }

    [Test]
    public void a_key_that_is_no_option_is_named()
        => Assert.That(() => Read(("Replicated:Clutser", "bank")), Throws.TypeOf<ReplicationException>().With.Message.Contains("Clutser"));

    [Test]
    public void a_value_that_does_not_fit_is_named()
        => Assert.That(() => Read(("Replicated:Writers", "Fast")), Throws.TypeOf<ReplicationException>().With.Message.Contains("Writers"));

    static ReplicationOptions Read(params (string Key, string? Value)[] entries)
        => ReplicationHost.ReadOptions(new ConfigurationBuilder()
            .AddInMemoryCollection(entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value))).Build());
}
