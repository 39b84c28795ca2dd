using Replicated.Log;

namespace Replicated.Protocol;

/// <summary>How far a standby is: which frames it received, which of them the whole in-sync set has, and which are in its objects.</summary>
internal sealed class Progress(long logBytesMax, List<Duty> duties)
{
    /// <summary>Frames of so many bytes are worth waking the thread that applies; fewer wait for a tick, or until the active is idle.</summary>
    const long ApplyBytesMin = 16 << 10;

    /// <summary>Bytes of frames received since the shell was last told to apply.</summary>
    long bytesWaiting;

    /// <summary>Duties to apply or replace that are not answered.</summary>
    int unanswered;

    /// <summary>Counts the logs: an answer for frames of an earlier one says nothing about those of this one.</summary>
    long generation;

    /// <summary>Frames received, at least those not yet applied.</summary>
    internal FrameLog Log { get; private set; } = new(logBytesMax);

    /// <summary>Everything up to this frame was received: applied, or kept in <see cref="Log"/>.</summary>
    internal Position Position { get; private set; }

    /// <summary>Everything up to this frame of the reign is in the objects. Invariant: applied &lt;= position.</summary>
    internal long Applied { get; private set; }

    /// <summary>The whole in-sync set has everything up to this frame of the reign. Only so far is applied before a takeover.</summary>
    internal long Stable { get; private set; }

    /// <summary>The shell was told to apply everything up to this frame. Invariant: applied &lt;= applying &lt;= position.</summary>
    internal long Applying { get; private set; }

    /// <summary>Why the state of this node can no longer be used; null if it can.</summary>
    internal string? Broken { get; private set; }

    /// <summary>The active has told all there is: no frame follows that would bring the stable point, and nothing is gained by waiting.</summary>
    internal bool IsIdle => Stable >= Position.Sequence;

    /// <summary>So much has arrived that it is worth applying.</summary>
    internal bool IsWorthApplying => bytesWaiting >= ApplyBytesMin;

    /// <summary>All that the shell was told to apply is in the objects, or will never be.</summary>
    internal bool IsSettled => unanswered == 0;

    internal void Append(Position at, ReadOnlyMemory<byte> bytes, bool lasts)
    {
        Log.Append(bytes, lasts);
        Position = at;
        Log.Trim(Applied);
        bytesWaiting += bytes.Length;
    }

    /// <summary>What lies beyond the frame belongs to no history that counts, and was never applied.</summary>
    internal void DropAfter(Position fork)
    {
        Log.DropAfter(fork.Sequence);
        Position = fork;
    }

    /// <summary>All of the reign before up to here is part of the new one.</summary>
    internal void EnterReign(Position reign)
    {
        ApplyAll();
        BeginLog(reign, after: 0);
        Position = Log.Origin;
    }

    /// <summary>Has the whole state replaced by a snapshot.</summary>
    /// <param name="at">The place of the first frame after the snapshot, which makes it a state.</param>
    /// <param name="bytes">That frame.</param>
    internal void Replace(IncomingSnapshot snapshot, Position at, ReadOnlyMemory<byte> bytes, bool lasts, long stable)
    {
        BeginLog(at, after: snapshot.Sequence);
        Log.Append(bytes, lasts);
        Position = at;
        Stable = Math.Max(snapshot.Sequence, stable);
        unanswered++;
        duties.Add(Duty.Replace(snapshot.Slices, generation, snapshot.Sequence));
    }

    internal void NoteStable(long announced) => Stable = Math.Max(Stable, announced);

    /// <summary>Applies what cannot be taken back any more: whatever the whole in-sync set has is in the state of any later active.</summary>
    internal void ApplyStable()
    {
        long target = Math.Min(Stable, Position.Sequence);
        if (IsSettled && Broken is null && target > Applying)
            Apply(target);
    }

    internal void ApplyAll()
    {
        if (Position.Sequence > Applying)
            Apply(Position.Sequence);
    }

    /// <returns>False where the answer is for an earlier log.</returns>
    internal bool OnApplied(long ofGeneration, long sequence)
    {
        unanswered--;
        if (ofGeneration != generation)
            return false;
        Applied = Math.Max(Applied, sequence);
        Log.Trim(Applied);
        return true;
    }

    internal void OnApplyFailed(long sequence, string why)
    {
        unanswered--;
        Broken ??= $"frame {sequence} cannot be applied: {why}";
    }

    void Apply(long sequence)
    {
        (Applying, unanswered, bytesWaiting) = (sequence, unanswered + 1, 0);
        duties.Add(Duty.Apply(Log, generation, sequence));
    }

    void BeginLog(Position reign, long after)
    {
        Log = new(logBytesMax);
        Log.Restart(reign with { Sequence = after });
        generation++;
        (Applied, Applying, Stable) = (0, after, 0);
    }
}
