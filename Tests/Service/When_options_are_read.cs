using System.Collections;
using Replicated.Takeover;

namespace Replicated.Tests.Service;

public class When_options_are_read
{
    static ReplicationOptions Read(params (string Key, string Text)[] keys) =>
        OptionsReader.Read(keys.Select(key => KeyValuePair.Create(key.Key, key.Text)));

    [Test]
    public void nothing_given_means_the_documented_defaults()
    {
        var read = Read();
        var defaults = new ReplicationOptions();

        foreach (var entry in OptionTable.Entries)
            Assert.That(entry.Get(read), Is.EqualTo(entry.Get(defaults)), entry.Key);
    }

    [Test]
    public void each_option_is_an_environment_variable()
    {
        var keys = OptionsReader.KeysOf(new Hashtable
        {
            ["Replicated__Cluster"] = "bank",
            ["Replicated__Node"] = "north",
            ["Replicated__Lease"] = "file:/var/lib/bank",
            ["Replicated__Listen"] = "[::1]:5000",
            ["Replicated__Peers__0"] = "localhost:5001",
            ["Replicated__Peers__1"] = "127.0.0.2:5002",
            ["Replicated__Insecure"] = "true",
            ["Replicated__CommitTimeout"] = "00:00:07",
            ["Replicated__MessageBytesMax"] = "2048",
            ["Replicated__HeartbeatInterval"] = "50ms",
            ["Replicated__HeartbeatTimeout"] = "1s",
            ["Replicated__LogBytesMax"] = "4096",
            ["Replicated__DeadObjectsMax"] = "2048",
            ["Replicated__Writers"] = "synchronized",
            ["Replicated__RecordStreamTo"] = "stream.bin",
            ["ReplicatedOther"] = "not ours",
            ["PATH"] = "/bin",
        });
        var options = OptionsReader.Read(keys);

        Assert.That(keys, Has.Count.EqualTo(OptionTable.Entries.Count + 1), "every option, and Peers twice");
        Assert.That(options.Cluster, Is.EqualTo("bank"));
        Assert.That(options.Node, Is.EqualTo("north"));
        Assert.That(options.Lease, Is.EqualTo("file:/var/lib/bank"));
        Assert.That(options.Listen, Is.EqualTo("[::1]:5000"));
        Assert.That(options.Peers, Is.EqualTo((string[])["localhost:5001", "127.0.0.2:5002"]));
        Assert.That(options.Insecure, Is.True);
        Assert.That(options.CommitTimeout, Is.EqualTo(TimeSpan.FromSeconds(7)));
        Assert.That(options.MessageBytesMax, Is.EqualTo(2048));
        Assert.That(options.HeartbeatInterval, Is.EqualTo(TimeSpan.FromMilliseconds(50)));
        Assert.That(options.HeartbeatTimeout, Is.EqualTo(TimeSpan.FromSeconds(1)));
        Assert.That(options.LogBytesMax, Is.EqualTo(4096));
        Assert.That(options.DeadObjectsMax, Is.EqualTo(2048));
        Assert.That(options.Writers, Is.EqualTo(WriterMode.Synchronized));
        Assert.That(options.RecordStreamTo, Is.EqualTo("stream.bin"));
    }

    [Test]
    public void every_property_of_the_options_but_the_logger_can_be_given_as_text() =>
        Assert.That(OptionTable.Entries.Select(entry => entry.Key),
            Is.EquivalentTo(typeof(ReplicationOptions).GetProperties().Select(property => property.Name).Where(name => name != nameof(ReplicationOptions.Logger))));

    [Test]
    public void case_does_not_matter_in_keys()
    {
        var options = OptionsReader.Read(OptionsReader.KeysOf(new Hashtable { ["REPLICATED__CLUSTER"] = "bank", ["replicated__peers__0"] = "localhost:1" }));

        Assert.That(options.Cluster, Is.EqualTo("bank"));
        Assert.That(options.Peers, Is.EqualTo((string[])["localhost:1"]));
    }

    [Test]
    public void peers_come_in_the_order_of_their_numbers()
    {
        var options = Read(("Peers:10", "localhost:3"), ("Peers:2", "localhost:2"), ("Peers:0", "localhost:1"));

        Assert.That(options.Peers, Is.EqualTo((string[])["localhost:1", "localhost:2", "localhost:3"]));
    }

    [TestCase("Cluster", "a b")]
    [TestCase("Cluster", "../bank")]
    [TestCase("Cluster", "-bank")]
    [TestCase("Cluster", "")]
    [TestCase("Node", "north/1")]
    [TestCase("Lease", "etcd:x")]
    [TestCase("Lease", "file:")]
    [TestCase("Listen", "5000")]
    [TestCase("Listen", ":5000")]
    [TestCase("Listen", "localhost")]
    [TestCase("Listen", "localhost:")]
    [TestCase("Listen", "localhost:65536")]
    [TestCase("Listen", "localhost:-1")]
    [TestCase("Listen", "localhost: 1")]
    [TestCase("Listen", "::1:5000")]
    [TestCase("Listen", "[127.0.0.1]:5000")]
    [TestCase("Listen", "[::1:5000")]
    [TestCase("Listen", "a b:5000")]
    [TestCase("Insecure", "yes")]
    [TestCase("CommitTimeout", "5")]
    [TestCase("CommitTimeout", "0s")]
    [TestCase("CommitTimeout", "-1s")]
    [TestCase("CommitTimeout", "5 h")]
    [TestCase("HeartbeatInterval", "19ms")]
    [TestCase("MessageBytesMax", "1023")]
    [TestCase("MessageBytesMax", "1073741825")]
    [TestCase("MessageBytesMax", "16M")]
    [TestCase("LogBytesMax", "9223372036854775808")]
    [TestCase("DeadObjectsMax", "1023")]
    [TestCase("Writers", "0")]
    [TestCase("Writers", "racing,synchronized")]
    public void a_wrong_value_is_refused_by_option_value_and_accepted_form(string key, string text)
    {
        var entry = OptionTable.Find(key)!;

        Assert.That(() => Read((key, text)), Throws.InstanceOf<ReplicationException>().With.Message.EqualTo(
            $"The option {key} ({entry.Switch}, Replicated__{key}) has the value '{text}'; accepted is {entry.Form}."));
    }

    [TestCase("MessageBytesMax", "1024")]
    [TestCase("MessageBytesMax", "1073741824")]
    [TestCase("HeartbeatInterval", "20ms")]
    [TestCase("Listen", "localhost:65535")]
    [TestCase("Listen", "127.0.0.1:0")]
    [TestCase("Writers", "Racing")]
    public void a_value_at_its_limit_is_accepted(string key, string text) => Assert.That(() => Read((key, text)), Throws.Nothing);

    [Test]
    public void a_peer_needs_a_port_that_is_known() =>
        Assert.That(() => Read(("Peers:0", "localhost:0")), Throws.InstanceOf<ReplicationException>().With.Message.Contains("'localhost:0'"));

    [TestCase("Clutser")]
    [TestCase("Cluster:0")]
    [TestCase("Logger")]
    public void an_unknown_key_is_refused_and_the_known_ones_are_listed(string key) =>
        Assert.That(() => Read((key, "x")), Throws.InstanceOf<ReplicationException>().With.Message.Contains(key).And.Message.Contains("Cluster, Node, Lease"));

    [TestCase("Peers")]
    [TestCase("Peers:first")]
    public void a_list_without_a_number_is_explained(string key) =>
        Assert.That(() => Read((key, "localhost:1")), Throws.InstanceOf<ReplicationException>().With.Message.Contains("Replicated__Peers__0"));

    [Test]
    public void a_heartbeat_timeout_of_less_than_two_intervals_is_refused()
    {
        Assert.That(() => Read(("HeartbeatInterval", "100ms"), ("HeartbeatTimeout", "199ms")), Throws.InstanceOf<ReplicationException>().With.Message.Contains("HeartbeatTimeout"));
        Assert.That(() => Read(("HeartbeatInterval", "100ms"), ("HeartbeatTimeout", "200ms")), Throws.Nothing);
    }

    [TestCase("0.0.0.0:5000")]
    [TestCase("[::]:5000")]
    [TestCase("192.168.1.7:5000")]
    [TestCase("bank.example:5000")]
    public void an_address_that_others_can_reach_needs_insecure_and_says_so(string address)
    {
        foreach (var key in (string[])["Listen", "Peers:0"])
        {
            Assert.That(() => Read((key, address)), Throws.InstanceOf<ReplicationException>()
                .With.Message.Contains($"'{address}', which is not a loopback address, and connections are not encrypted yet: give --insecure"));
        }
        Assert.That(() => Read(("Listen", address), ("Peers:0", address), ("Insecure", "true")), Throws.Nothing);
    }

    [TestCase("127.0.0.1:5000")]
    [TestCase("127.8.8.8:5000")]
    [TestCase("[::1]:5000")]
    [TestCase("localhost:5000")]
    [TestCase("LOCALHOST:5000")]
    [TestCase("bank.localhost:5000")]
    public void a_loopback_address_needs_nothing(string address) => Assert.That(() => Read(("Listen", address), ("Peers:0", address)), Throws.Nothing);

    [Test]
    public void options_set_in_code_are_held_to_the_same()
    {
        Assert.That(() => OptionsReader.Check(new ReplicationOptions()), Throws.Nothing);
        Assert.That(() => OptionsReader.Check(new ReplicationOptions { Cluster = "a b" }), Throws.InstanceOf<ReplicationException>().With.Message.Contains("Cluster"));
        Assert.That(() => OptionsReader.Check(new ReplicationOptions { Listen = "0.0.0.0:1" }), Throws.InstanceOf<ReplicationException>().With.Message.Contains("--insecure"));
        Assert.That(() => OptionsReader.Check(new ReplicationOptions { CommitTimeout = TimeSpan.FromTicks(-1) }), Throws.InstanceOf<ReplicationException>().With.Message.Contains("CommitTimeout"));
        Assert.That(() => OptionsReader.Check(new ReplicationOptions { Peers = { "localhost:1", "x" } }), Throws.InstanceOf<ReplicationException>().With.Message.Contains("'x'"));
    }
}
