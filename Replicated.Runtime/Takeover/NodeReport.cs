using Replicated.Frames;
using Replicated.Protocol;

namespace Replicated.Takeover;

/// <summary>What a node says of itself.</summary>
internal static class NodeReport
{
    internal static StatusReply Of(NodeIdentity self, ActiveCore active, IReadOnlyList<NodeLink> links, string lease, bool stopping)
    {
        var reasons = new List<string>();
        if (!active.HasInSyncStandby)
            reasons.Add("no standby is in sync: commits reach Local only");
        if (active.IsDeposed)
            reasons.Add("this node is not active any more");
        return new()
        {
            Cluster = self.Cluster,
            Node = self.Node,
            Role = stopping ? "stopping" : "active",
            Epoch = active.Position.Epoch.Value,
            Sequence = active.Position.Sequence,
            Applied = active.Position.Sequence,
            Stable = active.Stable,
            Ready = reasons.Count == 0,
            Reasons = reasons,
            Standbys = [.. active.Followers.Select(follower => Describe(active, follower, links))],
            Lineage = active.Position.Lineage,
            Process = (uint)Environment.ProcessId,
            Lease = lease,
        };
    }

    internal static StatusReply Of(NodeIdentity self, StandbyCore standby, IReadOnlyList<string> faults, string lease, bool stopping)
    {
        var reasons = new List<string>(faults);
        if (standby.Progress.Broken is { } broken)
            reasons.Add(broken);
        if (standby.Refused is { } refused)
            reasons.Add($"refused: {refused}");
        if (standby.ActiveNode is null)
            reasons.Add("follows nobody");
        if (standby.IsReplacing)
            reasons.Add("a snapshot is on its way");
        if (standby.Progress.Position.Epoch.Value == 0)
            reasons.Add("holds no state");
        return new()
        {
            Cluster = self.Cluster,
            Node = self.Node,
            Role = stopping ? "stopping" : standby.ActiveNode is null ? "starting" : "standby",
            Epoch = standby.Progress.Position.Epoch.Value,
            Sequence = standby.Progress.Position.Sequence,
            Applied = standby.Progress.Applied,
            Stable = standby.Progress.Stable,
            Ready = reasons.Count == 0,
            Reasons = reasons,
            Lineage = standby.Progress.Position.Lineage,
            Process = (uint)Environment.ProcessId,
            Lease = lease,
            LagSeconds = standby.ActiveNode is null ? 0 : standby.TicksSinceHeard * NodeClock.TickMilliseconds / 1000.0,
            Active = standby.ActiveNode ?? "",
            Warnings = [.. standby.Differences],
        };
    }

    static NodeStatus Describe(ActiveCore active, Follower follower, IReadOnlyList<NodeLink> links) => new()
    {
        Node = follower.Node,
        Address = links.FirstOrDefault(link => link.Id == follower.Link)?.Link.Peer ?? "",
        InSync = active.IsMember(follower),
        Received = follower.Received,
        Applied = follower.Applied,
    };
}
