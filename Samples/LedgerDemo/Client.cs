using System.Net;
using System.Net.Http.Json;

namespace LedgerDemo;

/// <summary>
/// One client of the bank. It asks for one transfer after the other, keeps a record of what it was told, and asks again, with the same
/// id and of another node, when it was told nothing.
/// </summary>
sealed class Client(Load load, HttpClient http, string[] accounts, Random random)
{
    static readonly TimeSpan pauseBeforeRetry = TimeSpan.FromMilliseconds(20);

    readonly List<Ask> record = [];
    int preferred;

    internal IReadOnlyList<Ask> Record => record;

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                if (!load.TryBegin())
                {
                    await load.WhenResumed(cancellationToken);
                    continue;
                }

                Ask ask = NewAsk();
                record.Add(ask);
                await AskUntilAnsweredAsync(ask, cancellationToken);
                load.End();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    Ask NewAsk()
    {
        int from = random.Next(accounts.Length);
        int to = (from + random.Next(1, accounts.Length)) % accounts.Length;
        return new Ask(Guid.NewGuid(), accounts[from], accounts[to], random.Next(1, 10_000) / 100m);
    }

    async Task AskUntilAnsweredAsync(Ask ask, CancellationToken cancellationToken)
    {
        while (!await AskAsync(ask, cancellationToken))
        {
            preferred++;
            await Task.Delay(pauseBeforeRetry, cancellationToken);
        }
    }

    /// <returns>Whether there was an answer.</returns>
    async Task<bool> AskAsync(Ask ask, CancellationToken cancellationToken)
    {
        Uri[] targets = load.Targets;
        Uri target = targets[preferred % targets.Length];
        load.Sending();
        try
        {
            using HttpResponseMessage reply = await http.PostAsJsonAsync(
                new Uri(target, "transfers"), new { ask.Id, ask.From, ask.To, ask.Amount }, cancellationToken);
            if (reply.StatusCode == HttpStatusCode.ServiceUnavailable)
                return false;
            ask.Outcome = Read(reply, ask);
            load.Answered(target, ask.Outcome);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The request took longer than the client's patience: as good as no answer.
            return false;
        }
        finally
        {
            load.Sent();
        }
    }

    static Outcome Read(HttpResponseMessage reply, Ask ask)
    {
        bool safe = reply.Headers.TryGetValues("Replicated-Level", out IEnumerable<string>? levels)
            && levels.Single() is "Received" or "Applied" or "Durable";
        return reply.StatusCode switch
        {
            HttpStatusCode.OK => safe ? Outcome.Acknowledged : Outcome.LocalOnly,
            HttpStatusCode.UnprocessableEntity => safe ? Outcome.Refused : Outcome.Unknown,
            _ => throw new DemoException($"The bank answered {(int)reply.StatusCode} to {ask}."),
        };
    }
}
