using System.Net;
using System.Net.Sockets;
using Replicated.Links;
using Replicated.Takeover;

namespace Replicated.Tests.Service;

public class When_a_node_listens
{
    [Test]
    public void port_0_takes_a_free_one()
    {
        using var first = ListenSocket.Open(Address.Parse("127.0.0.1:0"));
        using var second = ListenSocket.Open(Address.Parse("127.0.0.1:0"));

        var port = ((IPEndPoint)first.LocalEndPoint!).Port;
        Assert.That(port, Is.Positive.And.Not.EqualTo(((IPEndPoint)second.LocalEndPoint!).Port));
    }

    [TestCase("localhost:0")]
    [TestCase("[::1]:0")]
    public void names_and_ipv6_addresses_work(string address)
    {
        if (address.StartsWith('[') && !Socket.OSSupportsIPv6)
            Assert.Ignore("this machine has no IPv6");
        using var listener = ListenSocket.Open(Address.Parse(address));
        var end = (IPEndPoint)listener.LocalEndPoint!;
        using var client = new Socket(end.AddressFamily, SocketType.Stream, ProtocolType.Tcp);

        Assert.That(() => client.Connect(end), Throws.Nothing);
        Assert.That(IPAddress.IsLoopback(end.Address), Is.True);
    }

    [Test]
    public void a_port_in_use_is_named_with_the_way_out()
    {
        using var other = ListenSocket.Open(Address.Parse("127.0.0.1:0"));
        var address = new Address("127.0.0.1", ((IPEndPoint)other.LocalEndPoint!).Port);

        Assert.That(() => ListenSocket.Open(address), Throws.InstanceOf<StartupException>()
            .With.Message.Contains($"{address} is in use").And.Message.Contains("--listen")
            .And.Property(nameof(StartupException.ExitCode)).EqualTo(ExitCodes.CannotListen));
    }

    [Test]
    public void an_address_of_another_machine_is_named() =>
        Assert.That(() => ListenSocket.Open(Address.Parse("192.0.2.1:5000")), Throws.InstanceOf<StartupException>().With.Message.Contains("192.0.2.1:5000 does not belong to this machine"));

    [Test]
    public void an_unknown_host_name_is_named() =>
        Assert.That(() => ListenSocket.Open(Address.Parse("no-such-host.invalid:5000")), Throws.InstanceOf<StartupException>().With.Message.Contains("no-such-host.invalid"));
}
