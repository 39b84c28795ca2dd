using Microsoft.Extensions.Diagnostics.HealthChecks;
using Replicated.Hosting;

namespace Replicated.Tests.Hosting;

public class When_the_health_is_checked
{
    [Test]
    public async Task an_active_with_a_standby_in_sync_is_healthy()
        => Assert.That((await CheckAsync(new NodeState("active", true, []))).Status, Is.EqualTo(HealthStatus.Healthy));

    [Test]
    public async Task an_active_without_one_is_degraded_and_says_why()
    {
        HealthCheckResult result = await CheckAsync(new NodeState("active", false, ["no standby is connected"]));

        Assert.That(result.Status, Is.EqualTo(HealthStatus.Degraded));
        Assert.That(result.Description, Does.Contain("no standby is connected"));
    }

    [Test]
    public async Task a_process_that_runs_alone_is_degraded()
        => Assert.That((await CheckAsync(new NodeState("alone", true, []))).Status, Is.EqualTo(HealthStatus.Degraded));

    [TestCase("not started")]
    [TestCase("starting")]
    [TestCase("standby")]
    [TestCase("stopping")]
    public async Task a_process_that_is_not_active_is_unhealthy(string role)
        => Assert.That((await CheckAsync(new NodeState(role, true, []))).Status, Is.EqualTo(HealthStatus.Unhealthy));

    static Task<HealthCheckResult> CheckAsync(NodeState state) => new ReplicationHealthCheck(() => state).CheckHealthAsync(new HealthCheckContext());
}
