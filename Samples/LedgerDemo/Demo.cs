namespace LedgerDemo;

/// <summary>The bank is killed under load, carried on by its standby, and compared with its clients' record, again and again.</summary>
sealed class Demo(DemoOptions options, TextWriter output)
{
    /// <summary>What each account opens with; the bank's own default, said here since the total depends on it.</summary>
    internal const decimal Opening = 1000;

    static readonly TimeSpan requestPatience = TimeSpan.FromSeconds(10);

    readonly Random moments = new(options.Seed);

    /// <returns>One round per kill.</returns>
    /// <exception cref="DemoException">The demo could not be carried out.</exception>
    internal async Task<IReadOnlyList<Round>> RunAsync(CancellationToken cancellationToken)
    {
        Programs programs = Programs.Find();
        var folders = Folders.Create();
        output.WriteLine($"seed {options.Seed}, {options.Clients} clients, at least {options.Transfers} acknowledged transfers before each kill; the nodes' logs are in {folders.Logs}");

        using var guard = new Guard(folders.Lease);
        using HttpClient http = NewHttp();
        var bank = new BankReader(http);
        await using var cluster = new Cluster(programs, folders, guard, bank, options.SelfTest);
        await cluster.StartAsync(cancellationToken);

        string[] accounts = await bank.AccountsAsync(cluster.Active.Http, cancellationToken);
        await using var load = new Load(http, cluster.Targets, accounts, options.Clients, options.Seed);
        var rounds = new List<Round>();
        for (int kill = 0; kill < options.Kills; kill++)
        {
            Round round = await KillOnceAsync((Victim)(kill % 3), cluster, load, bank, accounts.Length, cancellationToken);
            rounds.Add(round);
            output.WriteLine($"kill {kill + 1} of {options.Kills} ({round.Victim}): {cluster.Active.Name} answered after {round.FirstReply.TotalMilliseconds:0} ms, {round.Findings.Found} of {round.Findings.Acknowledged} acknowledged transfers found");

            load.Resume();
            await cluster.ReplaceAsync(cancellationToken);
            load.Targets = cluster.Targets;
            await AcknowledgedAsync("the fresh standby has confirmed a transfer", 1, load, cancellationToken);
        }

        return rounds;
    }

    /// <summary>Loads, kills at a random moment, lets the clients carry on, and compares while they pause.</summary>
    async Task<Round> KillOnceAsync(Victim victim, Cluster cluster, Load load, BankReader bank, int accounts, CancellationToken cancellationToken)
    {
        await AcknowledgedAsync($"{options.Transfers} transfers are acknowledged", options.Transfers, load, cancellationToken);
        await Task.Delay(moments.Next(1000), cancellationToken);
        await Wait.UntilAsync("a request is in flight", () => load.InFlight > 0, cancellationToken, load.ThrowIfFailed);

        Task<TimeSpan> firstReply = load.FirstReplyFromAnotherThan(cluster.Active.Http);
        int inFlight = load.InFlight;
        Task<TimeSpan> appEnded = cluster.Kill(victim);
        await Wait.UntilAsync($"{cluster.Active.Name} has taken over", () => firstReply.IsCompleted, cancellationToken, load.ThrowIfFailed);

        await load.PauseAsync(cancellationToken);
        IReadOnlyCollection<AccountStatement> statements = await bank.StatementsAsync(cluster.Active.Http, cancellationToken);
        Findings findings = Checker.Check(load.Record, statements, accounts, Opening);
        return new Round(victim, inFlight, await firstReply, await appEnded, load.LocalOnly, findings);
    }

    /// <summary>Waits for more acknowledged transfers; the deadline begins anew with each hundred.</summary>
    static async Task AcknowledgedAsync(string what, int more, Load load, CancellationToken cancellationToken)
    {
        int end = load.Acknowledged + more;
        while (load.Acknowledged < end)
        {
            int next = Math.Min(end, load.Acknowledged + 100);
            await Wait.UntilAsync(what, () => load.Acknowledged >= next, cancellationToken, load.ThrowIfFailed);
        }
    }

    static HttpClient NewHttp() => new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(1) }) { Timeout = requestPatience };
}
