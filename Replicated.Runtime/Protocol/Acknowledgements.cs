namespace Replicated.Protocol;

/// <summary>How far the frames of a reign have come at its standbys, and what commits were told of that.</summary>
internal sealed class Acknowledgements(InSyncSet inSync, List<Follower> followers, List<Duty> duties)
{
    /// <summary>What commits were told; -1 before anything. Never decrease, applied &lt;= received &lt;= sent &lt;= captured.</summary>
    long sent = -1;
    long received = -1;
    long applied = -1;

    /// <summary>A commit waits until this frame is applied, so standbys are told of the stable point at once.</summary>
    long appliedAwaited = -1;

    /// <summary>The whole in-sync set has all frames up to this one. Never decreases, 0 &lt;= Stable &lt;= captured.</summary>
    internal long Stable { get; private set; }

    internal bool IsAppliedAwaited => appliedAwaited > applied;

    internal void AwaitApplied(long sequence) => appliedAwaited = Math.Max(appliedAwaited, sequence);

    internal void OnCaptured(long captured)
    {
        // A small standby-less program: whoever comes needs a snapshot anyway, so nothing is stable or not.
        if (inSync.IsEmpty)
            Stable = captured;
    }

    /// <summary>Tells commits what is reached now.</summary>
    internal void Update(long captured)
    {
        if (!inSync.IsEmpty)
            Stable = Math.Max(Stable, Math.Min(captured, inSync.Received()));
        // Required but not yet confirmed standbys hold others up, but nobody could take over with what they alone have.
        if (inSync.Confirmed.IsEmpty)
            return;
        long receivedNow = Math.Min(captured, inSync.Received());
        long appliedNow = Math.Min(receivedNow, inSync.Applied());
        long sentNow = receivedNow;
        foreach (var follower in followers)
        {
            if (inSync.Confirmed.Contains(follower.Incarnation))
                sentNow = Math.Max(sentNow, follower.Sent);
        }
        Raise(ref sent, sentNow, CommitLevel.Sent);
        Raise(ref received, receivedNow, CommitLevel.Received);
        Raise(ref applied, appliedNow, CommitLevel.Applied);
    }

    void Raise(ref long acknowledged, long reached, CommitLevel level)
    {
        if (reached <= acknowledged)
            return;
        acknowledged = reached;
        duties.Add(Duty.Acknowledge(level, reached));
    }
}
