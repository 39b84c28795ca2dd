using System.Diagnostics;

namespace LedgerDemo;

/// <summary>The two nodes of the bank: one works, one follows; after a kill they change places.</summary>
sealed class Cluster(Programs programs, Folders folders, Guard guard, BankReader bank, bool ackBeforeCommit) : IAsyncDisposable
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(2);

    readonly List<Node> started = [];

    /// <summary>The node that works.</summary>
    internal Node Active { get; private set; } = null!;

    /// <summary>The node that follows, or the one that was killed until it is replaced.</summary>
    internal Node Other { get; private set; } = null!;

    internal Uri[] Targets => [Active.Http, Other.Http];

    internal async Task StartAsync(CancellationToken cancellationToken)
    {
        Active = StartNode();
        await Wait.UntilAsync($"{Active.Name} answers", async () => await bank.HealthAsync(Active.Http, cancellationToken) is not null, cancellationToken, ThrowIfActiveEnded);
        Other = StartNode();
        await StandbyInSyncAsync(cancellationToken);
    }

    /// <summary>Kills the active. The other node is to become active.</summary>
    /// <returns>When the bank's process that was killed, or lost its service, had ended.</returns>
    internal Task<TimeSpan> Kill(Victim victim)
    {
        (Active, Other) = (Other, Active);
        long from = Stopwatch.GetTimestamp();
        if (victim is Victim.App or Victim.Both)
            Other.KillApp();
        if (victim is Victim.Service or Victim.Both)
            Other.KillService();
        return WhenEndedAsync(Other.App!, from);
    }

    /// <summary>Starts a fresh standby in place of the node that was killed; its service ends when its bank does.</summary>
    internal async Task ReplaceAsync(CancellationToken cancellationToken)
    {
        await Wait.UntilAsync($"the service of {Other.Name} has ended", () => Other.ServiceHasExited, cancellationToken);
        Other = StartNode();
        await StandbyInSyncAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        OtherProcess[] apps = [.. started.Select(node => node.App).OfType<OtherProcess>()];
        started.ForEach(node => node.KillService());
        long from = Stopwatch.GetTimestamp();
        while (apps.Any(app => app.IsAlive) && Stopwatch.GetElapsedTime(from) < patience)
            await Task.Delay(10);
        foreach (OtherProcess app in apps.Where(app => app.IsAlive))
        {
            await Console.Error.WriteLineAsync($"Process {app.Id} outlived its service and was killed: that is a defect.");
            app.Kill();
        }

        started.ForEach(node => node.Dispose());
    }

    /// <summary>Until the active's health check says that its standby holds everything, and both banks' processes are known.</summary>
    async Task StandbyInSyncAsync(CancellationToken cancellationToken)
    {
        await Wait.UntilAsync(
            $"{Other.Name} is in sync with {Active.Name}", async () => await bank.HealthAsync(Active.Http, cancellationToken) == "Healthy", cancellationToken, ThrowIfActiveEnded);
        foreach (Node node in new[] { Active, Other })
            await Wait.UntilAsync($"{node.Name} names its process", () => node.FindAppAsync(cancellationToken), cancellationToken);
    }

    void ThrowIfActiveEnded()
    {
        if (Active.ServiceHasExited)
            throw new DemoException($"The service of {Active.Name} has ended.");
    }

    Node StartNode()
    {
        Node node = Node.Start($"node-{started.Count + 1}", programs, folders, ackBeforeCommit);
        guard.Watch(node.ServiceId);
        started.Add(node);
        return node;
    }

    static async Task<TimeSpan> WhenEndedAsync(OtherProcess app, long from)
    {
        while (app.IsAlive && Stopwatch.GetElapsedTime(from) < patience)
            await Task.Delay(1);
        return Stopwatch.GetElapsedTime(from);
    }
}
