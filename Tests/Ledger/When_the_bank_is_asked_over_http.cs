using System.Net;
using System.Net.Http.Json;
using Ledger;

namespace Replicated.Tests.Ledger;

public class When_the_bank_is_asked_over_http
{
    readonly string from = $"{Guid.NewGuid()}";
    readonly string to = $"{Guid.NewGuid()}";
    RunningBank bank = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        Bank.Open(from, 100);
        Bank.Open(to, 100);
        bank = await RunningBank.StartAsync(Alone.Refuse, RunningBank.Reaches(CommitLevel.Received));
    }

    [OneTimeTearDown]
    public async Task Stop() => await bank.DisposeAsync();

    [Test]
    public async Task a_transfer_is_booked_once_however_often_it_is_asked_for()
    {
        var request = new TransferRequest(Guid.NewGuid(), from, to, 1);
        for (int attempt = 0; attempt < 2; attempt++)
        {
            using HttpResponseMessage reply = await bank.Http.PostAsJsonAsync("transfers", request);
            Assert.That(await reply.Content.ReadFromJsonAsync<TransferRequest>(), Is.EqualTo(request));
        }

        Statement? statement = await bank.Http.GetFromJsonAsync<Statement>($"accounts/{to}");
        Assert.That(statement!.Lines.Where(line => line.Transfer == request.Id), Is.EqualTo(new[] { new StatementLine(request.Id, 1) }));
    }

    [Test]
    public async Task the_same_id_with_another_amount_is_a_conflict()
    {
        var request = new TransferRequest(Guid.NewGuid(), from, to, 1);
        await PostAsync(request);
        Assert.That(await PostAsync(request with { Amount = 2 }), Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task each_reply_names_the_level_that_its_commit_reached()
    {
        foreach (string path in new[] { "total", "accounts", $"accounts/{from}", "accounts/nobody" })
        {
            using HttpResponseMessage reply = await bank.Http.GetAsync(new Uri(path, UriKind.Relative));
            Assert.That(reply.Headers.GetValues("Replicated-Level"), Is.EqualTo(new[] { "Received" }), path);
        }
    }

    [Test]
    public async Task what_makes_no_sense_is_refused_with_the_status_that_says_why()
    {
        var good = new TransferRequest(Guid.NewGuid(), from, to, 1);
        Assert.That(await PostAsync(good with { Id = Guid.Empty }), Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await PostAsync(good with { Amount = 0 }), Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await PostAsync(good with { To = from }), Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await PostAsync(good with { To = "nobody" }), Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await PostAsync(good with { From = "nobody" }), Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await PostAsync(good with { Amount = 1_000 }), Is.EqualTo(HttpStatusCode.UnprocessableEntity));
    }

    async Task<HttpStatusCode> PostAsync(TransferRequest request)
    {
        using HttpResponseMessage reply = await bank.Http.PostAsJsonAsync("transfers", request);
        return reply.StatusCode;
    }
}
