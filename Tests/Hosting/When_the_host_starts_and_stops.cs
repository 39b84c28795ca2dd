using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Replicated.Hosting;

namespace Replicated.Tests.Hosting;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public class When_the_host_starts_and_stops
{
    readonly List<string> events = [];

    [Test]
    public async Task the_last_commit_comes_after_the_other_services_have_stopped()
    {
        HostApplicationBuilder builder = NewBuilder();
        builder.Services.AddHostedService(_ => new Worker(events));
        using (IHost host = builder.Build())
        {
            await host.StartAsync();
            await host.StopAsync();
        }

        Assert.That(events, Is.EqualTo(new[] { "worker stopped", "last commit" }));
    }

    [Test]
    public async Task log_lines_go_to_the_hosts_loggers_while_it_runs_and_no_longer()
    {
        var lines = new Lines();
        using var loggers = new LoggerFactory([lines]);
        var given = new List<ILogger?>();
        var lifetime = new ReplicationLifetime(loggers, given.Add, () => Task.CompletedTask);

        await lifetime.StartingAsync(default);
        given[0]!.LogInformation("a decision");
        await lifetime.StoppedAsync(default);

        Assert.That(lines.Written, Is.EqualTo(new[] { "Replicated: a decision" }));
        Assert.That(given, Has.Count.EqualTo(2).And.ItemAt(1).Null);
    }

    [Test]
    public async Task a_host_that_gives_up_waiting_is_not_held_by_the_last_commit()
    {
        using var loggers = new LoggerFactory();
        var lifetime = new ReplicationLifetime(loggers, _ => { }, () => new TaskCompletionSource().Task);

        Task stopped = lifetime.StoppedAsync(new CancellationToken(canceled: true)).WaitAsync(TimeSpan.FromSeconds(10));
        await Assert.ThatAsync(() => stopped, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void adding_replication_twice_adds_one_health_check()
    {
        ServiceProvider services = new ServiceCollection().AddReplication().AddReplication().BuildServiceProvider();

        Assert.That(
            services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations.Select(check => check.Name),
            Is.EqualTo(new[] { "replication" }));
    }

    HostApplicationBuilder NewBuilder()
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostedService>(provider => new ReplicationLifetime(
            provider.GetRequiredService<ILoggerFactory>(), _ => { }, LastCommitAsync));
        return builder;
    }

    Task LastCommitAsync()
    {
        events.Add("last commit");
        return Task.CompletedTask;
    }

    sealed class Worker(List<string> events) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            events.Add("worker stopped");
            return Task.CompletedTask;
        }
    }

    sealed class Lines : ILoggerProvider
    {
        internal List<string> Written { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Category(categoryName, Written);

        public void Dispose()
        {
        }

        sealed class Category(string name, List<string> written) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull
                => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
                => written.Add($"{name}: {formatter(state, exception)}");
        }
    }
}
