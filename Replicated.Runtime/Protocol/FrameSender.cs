using Replicated.Log;

namespace Replicated.Protocol;

/// <summary>Gives each follower the slices and frames that it lacks, as far as its link takes them, and tells it the stable point.</summary>
internal sealed class FrameSender(Epoch epoch, FrameLog log, ProtocolLimits limits, List<Follower> followers, Acknowledgements acknowledgements, List<Duty> duties)
{
    /// <summary>The first frame that a duty of this step has sent: it is read from the log after the step.</summary>
    long firstPosted;

    internal void BeginStep() => firstPosted = long.MaxValue;

    /// <summary>Gives a follower what it lacks, as far as its link takes it.</summary>
    internal void Pump(Follower follower)
    {
        if (follower.AwaitsSnapshot)
            return;
        while (follower.Slices is { } slices && follower.UnsentBytes < limits.UnsentBytesMax)
        {
            var slice = slices.Dequeue();
            Post(follower, Duty.SendSlice(follower.Link, slice), slice.Bytes.Length);
            if (slices.Count == 0)
                follower.Slices = null;
        }
        while (follower.Slices is null && follower.Next <= log.Last && follower.UnsentBytes < limits.UnsentBytesMax)
        {
            if (follower.Announced < acknowledgements.Stable)
                SendHeartbeat(follower);
            firstPosted = Math.Min(firstPosted, follower.Next);
            Post(follower, Duty.SendFrame(follower.Link, follower.Next), log.Get(follower.Next).Length);
            follower.Next++;
        }
    }

    internal void SendHeartbeat(Follower follower)
    {
        follower.Announced = acknowledgements.Stable;
        follower.TicksSincePosted = 0;
        duties.Add(Duty.SendHeartbeat(follower.Link, new(epoch.Value, acknowledgements.Stable)));
    }

    /// <summary>
    /// The stable point travels before the next frame, or with the next tick to a standby that has all frames; at once only where a commit
    /// waits until it is applied. A message of its own for each commit would cost two wake-ups in each process.
    /// </summary>
    internal void AnnounceWhereAwaited()
    {
        if (!acknowledgements.IsAppliedAwaited)
            return;
        foreach (var follower in followers)
        {
            if (NeedsStable(follower))
                SendHeartbeat(follower);
        }
    }

    internal bool NeedsStable(Follower follower)
        => follower.IsStreaming && follower.Announced < acknowledgements.Stable && follower.Next > log.Last;

    /// <summary>A standby that was not sent the oldest frame of the log yet.</summary>
    internal Follower? FindSlow()
    {
        foreach (var follower in followers)
        {
            if (!follower.AwaitsSnapshot && follower.Next <= log.First)
                return follower;
        }
        return null;
    }

    /// <summary>The log drops the oldest frames when it is full, but none that a connected standby was not sent, or is sent only now.</summary>
    internal void TrimLog()
    {
        long needed = Math.Min(log.Last, firstPosted - 1);
        foreach (var follower in followers)
            needed = Math.Min(needed, follower.AwaitsSnapshot ? log.Last : follower.Next - 1);
        log.Trim(needed);
    }

    void Post(Follower follower, Duty duty, int bytes)
    {
        follower.UnsentBytes += bytes;
        follower.TicksSincePosted = 0;
        duties.Add(duty);
    }
}
