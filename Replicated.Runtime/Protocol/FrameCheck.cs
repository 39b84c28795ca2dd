using Replicated.Frames;

namespace Replicated.Protocol;

/// <summary>Whether a frame that arrives is the one that must follow at a standby.</summary>
internal static class FrameCheck
{
    /// <summary>What the standby has against the frame; null if nothing.</summary>
    /// <param name="self">The standby.</param>
    /// <param name="header">The header of the frame.</param>
    /// <param name="welcome">The welcome of the active; null if none came yet.</param>
    /// <param name="held">The last frame of the standby.</param>
    /// <param name="snapshot">The snapshot on its way; null if there is none.</param>
    internal static Refusal? Check(NodeIdentity self, FrameHeader header, Welcome? welcome, Position held, IncomingSnapshot? snapshot)
    {
        var at = header.Position;
        if (welcome is null)
            return HelloCheck.Refuse(RefusalReason.Damaged, $"{self.Node} got a frame before it was welcome.");
        var reign = welcome.Position;
        if (at.Lineage == reign.Lineage && at.Epoch < reign.Epoch)
            return HelloCheck.Refuse(RefusalReason.Deposed, $"{self.Node} got frame {at.Sequence} of epoch {at.Epoch} and follows epoch {reign.Epoch}.");
        if (at.Lineage != reign.Lineage || at.Epoch != reign.Epoch || at.Reign != reign.Reign)
            return HelloCheck.Refuse(RefusalReason.Damaged, $"{self.Node} got a frame at {at} of reign {at.Reign} and follows {reign} of reign {reign.Reign}.");
        if (header.IsSlice)
            return CheckSlice(self, header, snapshot);
        long expected = (snapshot?.Sequence ?? held.Sequence) + 1;
        return at.Sequence == expected && snapshot is null or { IsComplete: true }
            ? null
            : HelloCheck.Refuse(RefusalReason.Damaged, $"{self.Node} got frame {at.Sequence} of epoch {at.Epoch} where {expected} must follow{(snapshot is null ? "" : " a whole snapshot")}.");
    }

    static Refusal? CheckSlice(NodeIdentity self, FrameHeader header, IncomingSnapshot? snapshot)
        => snapshot is not null && snapshot.IsNext(header)
            ? null
            : HelloCheck.Refuse(RefusalReason.Damaged, $"{self.Node} got slice {header.Slice} of a snapshot at sequence {header.Position.Sequence}, which does not follow what it has.");
}
