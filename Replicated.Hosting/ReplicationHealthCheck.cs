using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Replicated.Hosting;

/// <summary>
/// Healthy: active, and a standby holds everything acknowledged. Degraded: the app works, but losing this process would lose state; the
/// description says why. Unhealthy: this process is not active.
/// </summary>
sealed class ReplicationHealthCheck(Func<NodeState> read) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Task.FromResult(Judge(read()));

    static HealthCheckResult Judge(NodeState node) => node switch
    {
        { Role: "active", Ready: true } => HealthCheckResult.Healthy("Active; a standby holds everything acknowledged."),
        { Role: "active" } => HealthCheckResult.Degraded($"Active without a standby in sync: {string.Join("; ", node.Reasons)}."),
        { Role: "alone" } => HealthCheckResult.Degraded("Runs alone on purpose: nothing is replicated."),
        _ => HealthCheckResult.Unhealthy($"This process is not active: {node.Role}."),
    };
}
