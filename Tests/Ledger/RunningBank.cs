using Ledger;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Replicated.Tests.Ledger;

/// <summary>The bank's endpoints on a free port, with commits that the test decides on.</summary>
sealed class RunningBank : IAsyncDisposable
{
    readonly WebApplication app;

    RunningBank(WebApplication app)
    {
        this.app = app;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    internal HttpClient Http { get; }

    internal static async Task<RunningBank> StartAsync(Alone alone, Func<TimeSpan?, ValueTask<CommitResult>> commit)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        app.MapBank(new Confirmation(alone, commit));
        await app.StartAsync();
        return new RunningBank(app);
    }

    /// <summary>A commit that has reached the level at once.</summary>
    internal static Func<TimeSpan?, ValueTask<CommitResult>> Reaches(CommitLevel level) => _ => new(new CommitResult(level, 1, 1));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
    }
}
