using Replicated.Log;

namespace Replicated.Protocol;

/// <summary>Where a standby may go on with frames of a reign, so that it needs no snapshot.</summary>
internal sealed class Resumption(Reigning reigning, FrameLog log)
{
    /// <summary>
    /// Within the reign a standby goes on where it was, if the log still has what follows. One that followed the reign before goes on from
    /// the fork if it has all of it and has applied nothing beyond; it drops the rest. Everything else needs a snapshot.
    /// </summary>
    internal bool TryFind(Position held, long applied, out Position from)
    {
        from = default;
        if (held.Lineage != reigning.Start.Lineage)
            return false;
        if (held.Reign == reigning.Start.Reign)
            from = held;
        else if (held.Reign == reigning.Fork.Reign && held.Sequence >= reigning.Fork.Sequence && applied <= reigning.Fork.Sequence)
            from = reigning.Fork;
        else
            return false;
        if (log.CanResumeAfter(SequenceHere(from)))
            return true;
        from = default;
        return false;
    }

    /// <summary>The sequence in this reign; its fork is where it begins.</summary>
    internal long SequenceHere(Position from) => from.Reign == reigning.Start.Reign ? from.Sequence : 0;
}
