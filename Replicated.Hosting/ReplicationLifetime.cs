using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Replicated.Hosting;

/// <summary>Joins replication to the life of the host: its loggers at the start, the last commit at the end.</summary>
/// <param name="loggers">The host's.</param>
/// <param name="logTo">Takes the host's logger, and null when there is none any more.</param>
/// <param name="stop"><see cref="Replication.StopAsync"/>.</param>
sealed class ReplicationLifetime(ILoggerFactory loggers, Action<ILogger?> logTo, Func<Task> stop) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        logTo(loggers.CreateLogger("Replicated"));
        return Task.CompletedTask;
    }

    /// <summary>After all other services have stopped, since until then they may change state.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await stop().WaitAsync(cancellationToken);
        }
        finally
        {
            // The host disposes its loggers next.
            logTo(null);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
