using Replicated.Takeover;

namespace Replicated;

/// <summary>
/// The replication of this process. All members are thread-safe.
/// </summary>
/// <example>
/// <code>
/// lock (bank)
/// {
///     from.Withdraw(amount);
///     to.Deposit(amount);
///     committed = Replication.CommitAsync(CommitLevel.Received);
/// }
/// CommitResult result = await committed;
/// </code>
/// </example>
public static class Replication
{
    /// <summary>Whether this process started with the state of one that was active before it, so that nothing must be seeded.</summary>
    public static bool WasTakenOver => Participation.WasTakenOver;

    /// <summary>The reign of this process, larger than that of every earlier one: a fencing token for writes elsewhere. 0 while it is alone.</summary>
    public static long Epoch => Participation.Epoch;

    /// <summary>
    /// Takes part in a cluster: the first line of <c>Main</c>. Returns when this process is active: at once for the first of the
    /// cluster, otherwise after it has followed until the active was lost. Under <c>replicated-standby run</c> that has happened before
    /// <c>Main</c>, and the call returns at once.
    /// </summary>
    /// <exception cref="ReplicationException">An option is wrong, nothing here is woven, or the cluster refuses this node.</exception>
    public static void Start(ReplicationOptions options) => Startup.Start(options);

    /// <summary>Says that this process is on its own on purpose: a commit captures nothing and reports <see cref="CommitLevel.Local"/>.</summary>
    public static void RunAlone() => Participation.RunAlone();

    /// <summary>
    /// Captures all changes made before the call into one frame and queues it to be sent.
    /// </summary>
    /// <returns>Epoch and sequence of the last frame that holds changes made before the call; the level is <see cref="CommitLevel.Local"/>.</returns>
    /// <exception cref="ReplicationNotStartedException">Neither <see cref="Start"/> nor <see cref="RunAlone"/> was called.</exception>
    /// <exception cref="ReplicationException">A value cannot be replicated; the message names its path. Nothing was captured; mend it and commit again.</exception>
    public static CommitResult Commit()
    {
        Fuse.OfProcess.CheckLoaded();
        return Participation.IsAlone ? Alone : Participation.Current.Commit();
    }

    /// <summary>
    /// Captures as <see cref="Commit"/> does, before it returns its task, and waits until the frame has reached <paramref name="level"/>.
    /// </summary>
    /// <param name="level">The level to wait for.</param>
    /// <param name="timeout">How long to wait, default <see cref="ReplicationOptions.CommitTimeout"/>; then the result says the level reached.</param>
    /// <param name="cancellationToken">Ends the wait; whether the frame arrives is then unknown.</param>
    /// <exception cref="NotSupportedException"><see cref="CommitLevel.Durable"/>: there is no journal yet.</exception>
    public static ValueTask<CommitResult> CommitAsync(CommitLevel level = CommitLevel.Received, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        if (level == CommitLevel.Durable)
            throw new NotSupportedException("CommitLevel.Durable needs a journal on the disks of the standbys, and there is none yet. CommitLevel.Received survives the loss of this process; CommitLevel.Applied also says that the standby's objects have the change.");
        Fuse.OfProcess.CheckLoaded();
        return Participation.IsAlone ? new(Alone) : Participation.Current.CommitAsync(level, timeout, cancellationToken);
    }

    /// <summary>
    /// The root object with this name. Created, and replicated from then on, only where nothing was taken over under the name.
    /// </summary>
    /// <param name="name">Unique in the program and the same in all its builds.</param>
    /// <param name="create">Makes the object; not called if it was taken over.</param>
    /// <typeparam name="T">A replicated class, or a collection that a replicated member could hold.</typeparam>
    public static T Root<T>(string name, Func<T> create)
        where T : class
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(create);
        return Participation.IsAlone ? AloneRoots.GetOrCreate(name, create) : Participation.Current.Root(name, create);
    }

    /// <summary>
    /// Says that any member of an object, or anything in a collection, may have changed: the next commit sends the object whole, or looks at all of the
    /// collection. For code that wrote to it where the build
    /// cannot see it, such as a deserializer that fills private members of an object that exists, or reflection; call it after the write
    /// and before the commit. Members that are written so all the time are better marked with <see cref="ReplicatedAttribute.Compare"/>.
    /// </summary>
    /// <param name="value">An instance of a replicated class or a collection; nothing is done where no commit has met it yet, since the first one sends it whole.</param>
    /// <exception cref="ArgumentException">It is no collection, and its class is not replicated.</exception>
    public static void Touch(object value) => Participation.Touch(value);

    /// <summary>
    /// Ends this process's part: a last commit, waited for as far as <paramref name="timeout"/> allows, then the lease is given back so
    /// that a standby takes over at once.
    /// </summary>
    public static Task StopAsync(TimeSpan? timeout = null) => Participation.IsAlone ? Task.CompletedTask : Participation.Current.StopAsync(timeout);

    static CommitResult Alone => new(CommitLevel.Local, 0, 0);
}
