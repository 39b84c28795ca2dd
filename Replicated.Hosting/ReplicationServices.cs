using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Replicated.Takeover;

namespace Replicated.Hosting;

/// <summary>What replication adds to a host.</summary>
public static class ReplicationServices
{
    /// <summary>
    /// Adds the health check <c>replication</c>, sends log lines to the host's loggers, and makes the last commit when the host stops, so
    /// that a standby takes over at once. Calling it twice adds nothing.
    /// </summary>
    public static IServiceCollection AddReplication(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.Any(service => service.ServiceType == typeof(ReplicationHealthCheck)))
            return services;

        services.AddSingleton(new ReplicationHealthCheck(NodeState.Read));
        services.AddHealthChecks().AddCheck<ReplicationHealthCheck>("replication");
        services.AddSingleton<IHostedService>(provider => new ReplicationLifetime(
            provider.GetRequiredService<ILoggerFactory>(), Participation.LogTo, StopAsync));
        return services;
    }

    /// <summary>A host that never started replication has nothing to stop.</summary>
    static Task StopAsync() => Participation.Status is null ? Task.CompletedTask : Replication.StopAsync();
}
