using Replicated.Frames;

namespace Replicated.Protocol;

/// <summary>What the active knows of a standby that is connected.</summary>
internal sealed class Follower(LinkId link, string node, Incarnation incarnation)
{
    internal LinkId Link { get; } = link;

    internal string Node { get; } = node;

    internal Incarnation Incarnation { get; } = incarnation;

    /// <summary>A snapshot for it is being taken; nothing is sent until it is there.</summary>
    internal bool AwaitsSnapshot { get; set; }

    /// <summary>The slices not yet posted; null without a snapshot.</summary>
    internal Queue<Frame>? Slices { get; set; }

    /// <summary>Sequence of the next frame to post. Invariant: <see cref="Received"/> &lt; Next &lt;= captured + 1 unless a snapshot is on its way.</summary>
    internal long Next { get; set; }

    /// <summary>It may join the in-sync set once it has received this frame: the first captured after its snapshot, or the last before it came.</summary>
    internal long EligibleFrom { get; set; }

    /// <summary>All frames up to this one are in its memory. Never decreases on one link.</summary>
    internal long Received { get; set; }

    /// <summary>Invariant: Applied &lt;= Received.</summary>
    internal long Applied { get; set; }

    /// <summary>All frames up to this one are with the network.</summary>
    internal long Sent { get; set; }

    /// <summary>The stable point that it was told last.</summary>
    internal long Announced { get; set; }

    /// <summary>Bytes posted since the link last had nothing unsent.</summary>
    internal long UnsentBytes { get; set; }

    internal int TicksSincePosted { get; set; }

    internal int TicksSinceHeard { get; set; }

    internal bool IsStreaming => !AwaitsSnapshot && Slices is null;
}
