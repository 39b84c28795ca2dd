using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Replicated.Collections;
using Replicated.Links;
using Replicated.Marks;
using Replicated.Values;
using Replicated.Woven;

namespace Replicated.Takeover;

/// <summary>This process's part in its cluster, of which there is at most one. What the facade calls.</summary>
internal sealed class Participation
{
    /// <summary>An exit handler may not hold a process up for long.</summary>
    static readonly TimeSpan exitTimeMax = TimeSpan.FromSeconds(1);

    static readonly Lock starting = new();
    static volatile Participation? current;

    /// <summary>The program said that no standby is wanted.</summary>
    static volatile bool alone;

    readonly Node node;
    readonly ILeaseStore lease;
    readonly ObjectState state;
    readonly ReplicationOptions options;
    bool wasTakenOver;

    /// <summary>The host's, while there is one; else the options' own.</summary>
    volatile ILogger? logger;

    Participation(ReplicationOptions options, ILeaseStore lease, Socket listener)
    {
        this.options = options;
        this.lease = lease;
        logger = options.Logger;
        state = new(options.Writers) { Told = WarnLater };
        node = Node.Start(new NodeSetup
        {
            Options = options,
            State = state,
            Lease = lease,
            Log = Log,
            EndProcess = End,
            Listener = listener,
        });
    }

    internal static bool IsAlone => alone;

    /// <summary>The reign of this process; 0 while it is not active.</summary>
    internal static long Epoch => current?.node.Epoch ?? 0;

    internal static bool WasTakenOver => current?.wasTakenOver ?? false;

    /// <summary>What the node says of itself; null where there is none.</summary>
    internal static Frames.StatusReply? Status => current?.node.Status();

    /// <summary>This process's part, as far as it has one.</summary>
    /// <exception cref="ReplicationNotStartedException">It has none.</exception>
    internal static Participation Current => current ?? throw new ReplicationNotStartedException();

    /// <summary>Takes part in a cluster and returns when this process is active.</summary>
    internal static void Begin(ReplicationOptions options)
    {
        lock (starting)
        {
            if (alone)
                throw new ReplicationException("Replication.RunAlone() was called before: a process that runs alone cannot take part in a cluster. Remove one of the two calls.");
            if (current is not null)
                throw new ReplicationException("Replication has started already in this process: call Replication.Start() once.");
            ProcessEnd.Prepare();
            var participation = Open(options);
            current = participation;
            if (HotReload.Happened)
                participation.TakeWholeState();
            try
            {
                participation.wasTakenOver = participation.node.WaitUntilActive().WasTakenOver;
                AppDomain.CurrentDomain.ProcessExit += (_, _) => participation.StopAtExit();
            }
            catch (ReplicationException)
            {
                // The caller may mend what is wrong and start again, or run alone.
                current = null;
                participation.node.Dispose();
                participation.lease.Dispose();
                throw;
            }
        }
    }

    static Participation Open(ReplicationOptions options)
    {
        var lease = LeaseStores.Open(options.Lease, options.Cluster);
        Socket? listener = null;
        try
        {
            listener = ListenSocket.Open(Address.Parse(options.Listen));
            return new Participation(options, lease, listener);
        }
        catch
        {
            listener?.Dispose();
            lease.Dispose();
            throw;
        }
    }

    internal static void RunAlone()
    {
        lock (starting)
        {
            if (current is not null)
                throw new ReplicationException("Replication has started already in this process, so that it does not run alone. Remove the call of Replication.RunAlone().");
            Fuse.OfProcess.Watch();
            Fuse.Check(AppDomain.CurrentDomain.GetAssemblies());
            alone = true;
        }
    }

    /// <summary>Sends the lines of this process's node to a logger that exists since later than the node; null: back to where they went before.</summary>
    internal static void LogTo(ILogger? logger)
    {
        if (current is { } participation)
            participation.logger = logger ?? participation.options.Logger;
    }

    /// <summary>Acknowledges nothing more: what supervised this process is gone.</summary>
    internal static void StopAcknowledging(string why) => current?.node.StopAcknowledging(why);

    internal static void Touch(object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value is IReplicated replicated)
            MarkList.MarkAll(replicated);
        else if (Codecs.OfValue(value) is ICollectionCodec)
            TouchedCollection.Find(value)?.TouchWhole();
        else
            throw new ArgumentException($"a {TypeNames.Of(value.GetType())} is no collection and no instance of a replicated class, so nothing of it is replicated by itself", nameof(value));
    }

    /// <summary>Code of this process was changed while it runs, and what it stores is not seen.</summary>
    internal static void OnCodeChanged() => current?.TakeWholeState();

    void TakeWholeState()
    {
        node.Exclusively(() =>
        {
            state.TakeWholeState();
            return true;
        });
        Warn($"{options.Node}: code was changed by hot reload, and what changed is not woven, so its stores to replicated members are not seen. Each commit sends the whole state from now on; start the program again to send changes only.");
    }

    internal CommitResult Commit() => node.Commit();

    internal ValueTask<CommitResult> CommitAsync(CommitLevel level, TimeSpan? timeout, CancellationToken cancellationToken) =>
        node.CommitAsync(level, timeout, cancellationToken);

    internal Task StopAsync(TimeSpan? timeout) => node.StopAsync(timeout ?? options.CommitTimeout);

    internal T Root<T>(string name, Func<T> create)
        where T : class
        => node.Exclusively(() =>
        {
            if (state.FindRoot(name) is { } found)
                return found as T ?? throw new ReplicationException($"The root '{name}' is a {found.GetType()} and not a {typeof(T)}.");
            var created = create() ?? throw new ReplicationException($"The root '{name}' was created as null.");
            state.AddRoot(name, created);
            return created;
        });

    /// <summary>
    /// <c>Main</c> has returned, or the process was asked to end. With a standby the lease goes there; with none the history is over, and
    /// the next start begins a new one. A process that is killed or fails does not come here.
    /// </summary>
    void StopAtExit()
    {
        try
        {
            node.StopAsync(exitTimeMax).Wait(2 * exitTimeMax);
        }
        catch (AggregateException failure)
        {
            StandardError.Line($"the last commit at the end of the process failed: {failure.InnerException?.Message}");
        }
    }

    /// <summary>From within a capture: a logger is code of the program, and may wait for one.</summary>
    void WarnLater(string sentence) => ThreadPool.UnsafeQueueUserWorkItem(Warn, sentence, preferLocal: false);

    void Warn(string sentence)
    {
        if (logger is { } present)
            present.LogWarning("{Warning}", sentence);
        else
            StandardError.Line(sentence);
    }

    void Log(string sentence)
    {
        if (logger is { } present)
            present.LogInformation("{Decision}", sentence);
        else
            StandardError.Line(sentence);
    }

    /// <summary>This process was active and can no longer be: whatever it did now would be lost.</summary>
    void End(string why)
    {
        string line = $"This process ends: {why}";
        // A logger may only queue the line, and nobody would write it any more: the standard error stream gets it in any case.
        ProcessEnd.AtOnce(ExitCodes.Deposed, () => StandardError.Line(line), () => logger?.LogCritical("{Decision}", line));
    }
}
