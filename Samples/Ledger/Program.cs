using Ledger;
using Replicated;
using Replicated.Hosting;

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
var settings = builder.Configuration.Get<LedgerSettings>() ?? new LedgerSettings();

// Returns when this process is active. Under 'replicated-standby run' it is: Main begins after the wait.
if (settings.Alone == Alone.Run)
    Replication.RunAlone();
else
    ReplicationHost.Start(builder.Configuration);
builder.Services.AddReplication();

if (!Replication.WasTakenOver)
{
    lock (Bank.Gate)
    {
        foreach (int number in Enumerable.Range(1, settings.Accounts))
            Bank.Open($"account-{number:000}", settings.Balance);
    }
}

WebApplication app = builder.Build();
app.MapHealthChecks("/health");
app.MapBank(new Confirmation(settings.Alone, settings.AckBeforeCommit ? PrematureCommit.CommitAsync : CommitAsync));
await app.RunAsync();

static ValueTask<CommitResult> CommitAsync(TimeSpan? wait) => Replication.CommitAsync(CommitLevel.Received, wait);
