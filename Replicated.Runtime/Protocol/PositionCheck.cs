using Replicated.Frames;

namespace Replicated.Protocol;

/// <summary>Whether a standby's state is older than the active's, so that it may be continued or replaced.</summary>
internal static class PositionCheck
{
    /// <summary>What the active at <paramref name="active"/> has against the state of the standby that says hello; null if nothing.</summary>
    internal static Refusal? Check(NodeIdentity self, Position active, Hello standby)
    {
        var held = standby.Position;
        if (held.Epoch.Value == 0)
            return null;
        if (held.Lineage != active.Lineage)
        {
            return HelloCheck.Refuse(
                RefusalReason.Lineage,
                $"{standby.Node} holds {held}, {self.Node} is active at {active}: another history, which is not overwritten. If it may be lost, restart {standby.Node}.");
        }
        if (held.Epoch > active.Epoch || (held.Reign == active.Reign && held.Sequence > active.Sequence))
        {
            return HelloCheck.Refuse(
                RefusalReason.Newer,
                $"{standby.Node} holds {held}, which is newer than {active} of {self.Node} and is not overwritten.");
        }
        if (held.Epoch == active.Epoch && held.Reign != active.Reign)
        {
            return HelloCheck.Refuse(
                RefusalReason.Lineage,
                $"{standby.Node} holds {held} of reign {held.Reign}, {self.Node} is active in reign {active.Reign} of the same epoch: two nodes were promoted. Decide which history counts and restart the nodes of the other.");
        }
        return null;
    }
}
