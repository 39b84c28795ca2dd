using ProtoBuf;
using Replicated.Protocol;

namespace Replicated.Frames;

/// <summary>From the command line to a node.</summary>
[ProtoContract]
internal sealed record StatusRequest
{
    [ProtoMember(1)] internal uint Protocol { get; init; }
}

[ProtoContract]
internal sealed record StatusReply
{
    [ProtoMember(1)] internal string Cluster { get; init; } = "";
    [ProtoMember(2)] internal string Node { get; init; } = "";

    /// <summary>starting, standby, active, alone, stopping</summary>
    [ProtoMember(3)] internal string Role { get; init; } = "";
    [ProtoMember(4)] internal long Epoch { get; init; }

    /// <summary>Last frame captured (active) or received (standby).</summary>
    [ProtoMember(5)] internal long Sequence { get; init; }
    [ProtoMember(6)] internal long Applied { get; init; }
    [ProtoMember(7)] internal long Stable { get; init; }

    /// <summary>Standby: would take over; active: has an in-sync standby.</summary>
    [ProtoMember(8)] internal bool Ready { get; init; }

    /// <summary>Why it is not ready.</summary>
    [ProtoMember(9)] internal List<string> Reasons { get; init; } = [];
    [ProtoMember(10)] internal List<NodeStatus> Standbys { get; init; } = [];
    internal Lineage Lineage { get; init; }
    [ProtoMember(12)] internal uint Process { get; init; }
    [ProtoMember(13)] internal string Lease { get; init; } = "";

    /// <summary>Standby: age of the last word from the active.</summary>
    [ProtoMember(14)] internal double LagSeconds { get; init; }

    /// <summary>Standby: the active it follows.</summary>
    [ProtoMember(15)] internal string Active { get; init; } = "";

    [ProtoMember(11)] byte[]? LineageBytes { get => MessageContracts.ToBytes(Lineage.Value); init => Lineage = new(MessageContracts.ToGuid(value)); }
}

[ProtoContract]
internal sealed record NodeStatus
{
    [ProtoMember(1)] internal string Node { get; init; } = "";
    [ProtoMember(2)] internal string Address { get; init; } = "";
    [ProtoMember(3)] internal bool InSync { get; init; }
    [ProtoMember(4)] internal long Received { get; init; }
    [ProtoMember(5)] internal long Applied { get; init; }
}

[ProtoContract]
internal sealed record PromoteRequest
{
    [ProtoMember(1)] internal uint Protocol { get; init; }

    /// <summary>Become active with empty state although the state of the lineage is lost.</summary>
    [ProtoMember(2)] internal bool Empty { get; init; }
}

[ProtoContract]
internal sealed record PromoteReply
{
    [ProtoMember(1)] internal bool Accepted { get; init; }
    [ProtoMember(2)] internal string Text { get; init; } = "";
}
