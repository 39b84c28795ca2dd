using System.Collections.Concurrent;
using System.Net.Http.Json;

namespace LedgerDemo;

/// <summary>Reads what the bank has.</summary>
sealed class BankReader(HttpClient http)
{
    const int Parallel = 16;

    internal Task<string[]> AccountsAsync(Uri bank, CancellationToken cancellationToken)
        => ReadAsync<string[]>(new Uri(bank, "accounts"), cancellationToken);

    internal async Task<IReadOnlyCollection<AccountStatement>> StatementsAsync(Uri bank, CancellationToken cancellationToken)
    {
        var statements = new ConcurrentBag<AccountStatement>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken };
        await System.Threading.Tasks.Parallel.ForEachAsync(await AccountsAsync(bank, cancellationToken), options, async (name, token) =>
            statements.Add(await ReadAsync<AccountStatement>(new Uri(bank, $"accounts/{name}"), token)));
        return statements;
    }

    /// <summary>What the health check says; null while nobody listens.</summary>
    internal async Task<string?> HealthAsync(Uri bank, CancellationToken cancellationToken)
    {
        try
        {
            return await http.GetStringAsync(new Uri(bank, "health"), cancellationToken);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    async Task<T> ReadAsync<T>(Uri uri, CancellationToken cancellationToken)
        => await http.GetFromJsonAsync<T>(uri, cancellationToken) ?? throw new DemoException($"{uri} answered nothing.");
}
