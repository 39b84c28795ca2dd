using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Ledger;
using Replicated.Takeover;
using Replicated.Tests.Wire;

namespace Replicated.Tests.Service;

/// <summary>The samples in each of the ways to run a program with a standby: real processes, killed.</summary>
[Category("Processes")]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class When_the_samples_are_taken_over : IDisposable
{
    /// <summary>A bank without a standby answers after 100 ms, the shop after the time of a commit.</summary>
    const int attemptsMax = 300;

    static readonly string[] bankArguments = ["--accounts", "3", "--alone", "accept"];

    static readonly Uri health = new("health", UriKind.Relative);

    readonly TemporaryFolder folder = new();
    readonly TransferRequest transfer = new(Guid.NewGuid(), "account-001", "account-002", 10);

    (string, string)[] Cluster => [("Cluster", "samples"), ("Lease", $"file:{folder.Path}")];

    public void Dispose() => folder.Dispose();

    [TestCase("127.0.0.1:0")]
    [TestCase("[::1]:0")]
    [TestCase("localhost:0")]
    public async Task two_copies_of_the_bank_that_start_replication_in_main_need_no_service(string listen)
    {
        if (listen.StartsWith('[') && !Socket.OSSupportsIPv6)
            Assert.Ignore("this machine has no IPv6");
        using var north = SampleProcess.Start(TestPrograms.Ledger, bankArguments, [.. Cluster, ("Node", "north"), ("Listen", listen)]);
        _ = north.Http;
        using var south = SampleProcess.Start(TestPrograms.Ledger, bankArguments, [.. Cluster, ("Node", "south")]);
        await TransferUntilReceivedAsync(north);
        Assert.That(south.Lines, Has.None.Contains("Now listening"), "its Main waits");
        Assert.That(await north.Http.GetStringAsync(health), Is.EqualTo("Healthy"));

        north.Kill();

        await AssertTheBankCarriesOnAsync(south);
        Assert.That(await south.Http.GetStringAsync(health), Is.EqualTo("Degraded"), "it has no standby");
    }

    [Test]
    public async Task two_clusters_on_one_host_do_not_meddle()
    {
        using var bank = SampleProcess.Start(TestPrograms.Ledger, bankArguments, [.. Cluster, ("Node", "north")]);
        _ = bank.Http;
        using var other = SampleProcess.Start(TestPrograms.Ledger, bankArguments, ("Cluster", "other"), ("Lease", $"file:{folder.Path}"), ("Node", "north"));
        using var booked = await other.Http.PostAsJsonAsync("transfers", transfer);

        Statement? statement = await bank.Http.GetFromJsonAsync<Statement>("accounts/account-001");
        Assert.That((booked.StatusCode, statement!.Balance), Is.EqualTo((HttpStatusCode.OK, 1000m)));
    }

    [Test]
    public async Task without_a_lease_store_the_node_that_an_operator_promotes_carries_on()
    {
        string[] cluster = ["--cluster", "samples", "--lease", "none"];
        using var north = SampleProcess.StartUnderService(TestPrograms.Ledger, bankArguments, [.. cluster, "--node", "north"]);
        Promote(north, "--empty");
        using var south = SampleProcess.StartUnderService(TestPrograms.Ledger, bankArguments, [.. cluster, "--node", "south", "--peer", north.NodeAddress]);
        await TransferUntilReceivedAsync(north);
        Assert.That(Ask("promote", south).ExitCode, Is.EqualTo(ExitCodes.Refused), "the active lives");

        north.Kill();
        Assert.That(() => Ask("promote", south).ExitCode, Is.EqualTo(ExitCodes.Done).After(10_000, 100));

        await AssertTheBankCarriesOnAsync(south);
    }

    [Test]
    public async Task what_the_active_sent_can_be_read_by_protoc()
    {
        string recorded = Path.Combine(folder.Path, "stream");
        string[] cluster = ["--cluster", "samples", "--lease", $"file:{folder.Path}", "--record-stream-to", recorded];
        using var north = SampleProcess.StartUnderService(TestPrograms.Ledger, bankArguments, [.. cluster, "--node", "north"]);
        _ = north.Http;
        using var south = SampleProcess.StartUnderService(TestPrograms.Ledger, bankArguments, [.. cluster, "--node", "south"]);
        await TransferUntilReceivedAsync(north);
        Assert.That(north.Stop(), Is.Zero);
        south.Kill();

        var (exitCode, text, errors) = Protoc.Decode(recorded);

        Assert.That(exitCode, Is.Zero, errors);
        Assert.That(Protoc.UnknownFields(text), Is.Empty);
        Assert.That(text, Does.Contain("welcome {").And.Contain("frame {").And.Contain("snapshot {").And.Contain("\"Ledger.Account\""));
    }

    /// <summary>The shop's state is an object that the container makes and holds.</summary>
    [Test]
    public async Task the_container_of_the_shop_gets_the_order_book_that_was_taken_over()
    {
        using var north = SampleProcess.Start(TestPrograms.Orders, [], [.. Cluster, ("Node", "north"), ("CommitTimeout", "100ms")]);
        _ = north.Http;
        using var south = SampleProcess.Start(TestPrograms.Orders, [], [.. Cluster, ("Node", "south"), ("CommitTimeout", "100ms")]);
        int placed = 0;
        HttpStatusCode status;
        do
        {
            using HttpResponseMessage reply = await north.Http.PostAsync(new Uri("orders?article=pen&quantity=3", UriKind.Relative), null);
            status = reply.StatusCode;
            placed++;
        }
        while (status != HttpStatusCode.OK && placed < attemptsMax);
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK), string.Join('\n', north.Lines));

        north.Kill();
        // Alone it has the book and confirms nothing, so a third process has to follow before it answers.
        _ = south.Http;
        using var east = SampleProcess.Start(TestPrograms.Orders, [], [.. Cluster, ("Node", "east")]);

        Assert.That(await OrdersUntilConfirmedAsync(south), Is.EqualTo(Enumerable.Range(1, placed)));
    }

    static async Task<int[]> OrdersUntilConfirmedAsync(SampleProcess shop)
    {
        for (int attempt = 0; attempt < attemptsMax; attempt++)
        {
            using HttpResponseMessage reply = await shop.Http.GetAsync(new Uri("orders", UriKind.Relative));
            if (reply.StatusCode == HttpStatusCode.OK)
                return [.. (await reply.Content.ReadFromJsonAsync<Order[]>())!.Select(order => order.Number)];
        }
        throw new AssertionException($"no standby confirmed:\n{string.Join('\n', shop.Lines)}");
    }

    /// <summary>Asks with the same id until a standby has confirmed.</summary>
    async Task TransferUntilReceivedAsync(SampleProcess bank)
    {
        for (int attempt = 0; attempt < attemptsMax; attempt++)
        {
            using HttpResponseMessage reply = await bank.Http.PostAsJsonAsync("transfers", transfer);
            Assert.That(reply.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            if (reply.Headers.GetValues("Replicated-Level").Single() is "Received" or "Applied")
                return;
        }
        throw new AssertionException($"no standby confirmed:\n{string.Join('\n', bank.Lines)}");
    }

    /// <summary>Nothing is seeded again, the transfer is there, and the same id asked for again books nothing.</summary>
    async Task AssertTheBankCarriesOnAsync(SampleProcess bank)
    {
        using var again = await bank.Http.PostAsJsonAsync("transfers", transfer);
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Statement? sender = await bank.Http.GetFromJsonAsync<Statement>("accounts/account-001");
        Statement? receiver = await bank.Http.GetFromJsonAsync<Statement>("accounts/account-002");
        Assert.That((sender!.Balance, receiver!.Balance), Is.EqualTo((990m, 1010m)));
        Assert.That(sender.Lines, Is.EqualTo(new[] { new StatementLine(transfer.Id, -10) }));
        Assert.That(receiver.Lines, Is.EqualTo(new[] { new StatementLine(transfer.Id, 10) }));
    }

    static void Promote(SampleProcess node, params string[] options)
    {
        var (exitCode, text) = Ask("promote", node, options);
        Assert.That(exitCode, Is.EqualTo(ExitCodes.Done), text);
    }

    static (int ExitCode, string Text) Ask(string command, SampleProcess node, params string[] options)
    {
        using var running = TestPrograms.StartService([command, "--at", node.NodeAddress, .. options]);
        int exitCode = running.WaitForEnd();
        return (exitCode, string.Join('\n', running.Lines));
    }

    sealed record Order(int Number, string Article, int Quantity);
}
