using System.Net;
using System.Net.Sockets;
using Replicated.Frames;
using Replicated.Takeover;
using Replicated.Tests.Takeover;

namespace Replicated.Tests.Service;

/// <summary>The exit codes of a program's process that ends before its Main, as its service hands them on.</summary>
[Category("Processes")]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class When_a_program_cannot_take_part : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Test]
    public void a_port_in_use_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        AssertEnds(ExitCodes.CannotListen, $"The address {other.LocalEndpoint} is in use", "--listen", $"{other.LocalEndpoint}");
    }

    [Test]
    public void a_damaged_lease_record_is_named()
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, "bank"));
        File.WriteAllText(Path.Combine(folder.Path, "bank", "lease.json"), "no record");

        AssertEnds(ExitCodes.NoLeaseStore, "lease.json", "--lease", $"file:{folder.Path}");
    }

    [Test]
    public void a_cluster_of_another_build_refuses_it()
    {
        using var active = TestNode.OnLoopback("left", new MemoryLease().Open(), state: new() { Types = [new TypeShape { Name = "Bank.Account" }] });
        active.AwaitActive();

        AssertEnds(ExitCodes.CannotReplicate, "lacks the replicated type Bank.Account that left has", "--peer", $"{active.Node.Address}");
    }

    static void AssertEnds(int exitCode, string said, params string[] options)
    {
        using var service = TestPrograms.StartService(["run", TestPrograms.Followed, "--cluster", "bank", "--node", "north", .. options]);

        Assert.That(service.WaitForEnd(), Is.EqualTo(exitCode));
        Assert.That(service.WaitForLine(said), Does.StartWith("replicated: "));
        Assert.That(service.Lines, Has.None.StartsWith("main").And.None.StartsWith("   at "), "one sentence, no stack");
    }
}
