using ProtoBuf;

namespace Replicated.Tests.Links;

/// <summary>The messages as protobuf-net would have them; what the runtime writes by hand is compared with it.</summary>
[ProtoContract]
internal sealed class HelloTwin
{
    [ProtoMember(1)] public uint Protocol { get; set; }
    [ProtoMember(2)] public string? Cluster { get; set; }
    [ProtoMember(3)] public string? Node { get; set; }
    [ProtoMember(4)] public byte[]? Incarnation { get; set; }
    [ProtoMember(5)] public PositionTwin? Position { get; set; }
    [ProtoMember(6)] public List<TypeShapeTwin> Types { get; set; } = [];
    [ProtoMember(7)] public long Applied { get; set; }
    [ProtoMember(8)] public List<string> Known { get; set; } = [];
    [ProtoMember(9)] public EnvironmentTwin? Environment { get; set; }
}

[ProtoContract]
internal sealed class PositionTwin
{
    [ProtoMember(1)] public byte[]? Lineage { get; set; }
    [ProtoMember(2)] public byte[]? Reign { get; set; }
    [ProtoMember(3)] public long Epoch { get; set; }
    [ProtoMember(4)] public long Sequence { get; set; }
}

[ProtoContract]
internal sealed class TypeShapeTwin
{
    [ProtoMember(1)] public uint Number { get; set; }
    [ProtoMember(2)] public string? Name { get; set; }
    [ProtoMember(3)] public List<MemberShapeTwin> Members { get; set; } = [];
    [ProtoMember(4)] public bool Statics { get; set; }
    [ProtoMember(5)] public List<RenamedTwin> Renamed { get; set; } = [];
    [ProtoMember(6)] public List<string> Bases { get; set; } = [];
    [ProtoMember(7)] public bool IsValue { get; set; }
    [ProtoMember(8)] public string? Code { get; set; }
    [ProtoMember(9)] public MemberShapeTwin? Items { get; set; }
}

[ProtoContract]
internal sealed class RenamedTwin
{
    [ProtoMember(1)] public string? Name { get; set; }
    [ProtoMember(2)] public string? FormerName { get; set; }
}

[ProtoContract]
internal sealed class MemberShapeTwin
{
    [ProtoMember(1)] public string? Name { get; set; }
    [ProtoMember(2)] public string? Type { get; set; }
    [ProtoMember(3)] public string? Form { get; set; }
    [ProtoMember(4)] public string? FormerName { get; set; }
    [ProtoMember(5)] public bool Narrows { get; set; }
}

[ProtoContract]
internal sealed class EnvironmentTwin
{
    [ProtoMember(1)] public string? Culture { get; set; }
    [ProtoMember(2)] public string? Collation { get; set; }
    [ProtoMember(3)] public string? TimeZone { get; set; }
}

[ProtoContract]
internal sealed class WelcomeTwin
{
    [ProtoMember(1)] public uint Protocol { get; set; }
    [ProtoMember(2)] public string? Node { get; set; }
    [ProtoMember(3)] public PositionTwin? Position { get; set; }
    [ProtoMember(4)] public bool Snapshot { get; set; }
    [ProtoMember(5)] public long Stable { get; set; }
    [ProtoMember(6)] public byte[]? Incarnation { get; set; }
    [ProtoMember(7)] public PositionTwin? From { get; set; }
    [ProtoMember(8)] public EnvironmentTwin? Environment { get; set; }
}

[ProtoContract]
internal sealed class RefusalTwin
{
    [ProtoMember(1)] public int Reason { get; set; }
    [ProtoMember(2)] public string? Text { get; set; }
    [ProtoMember(3)] public uint Protocol { get; set; }
}

[ProtoContract]
internal sealed class StatusReplyTwin
{
    [ProtoMember(1)] public string? Cluster { get; set; }
    [ProtoMember(2)] public string? Node { get; set; }
    [ProtoMember(3)] public string? Role { get; set; }
    [ProtoMember(4)] public long Epoch { get; set; }
    [ProtoMember(5)] public long Sequence { get; set; }
    [ProtoMember(6)] public long Applied { get; set; }
    [ProtoMember(7)] public long Stable { get; set; }
    [ProtoMember(8)] public bool Ready { get; set; }
    [ProtoMember(9)] public List<string> Reasons { get; set; } = [];
    [ProtoMember(10)] public List<NodeStatusTwin> Standbys { get; set; } = [];
    [ProtoMember(11)] public byte[]? Lineage { get; set; }
    [ProtoMember(12)] public uint Process { get; set; }
    [ProtoMember(13)] public string? Lease { get; set; }
    [ProtoMember(14)] public double LagSeconds { get; set; }
    [ProtoMember(15)] public string? Active { get; set; }
    [ProtoMember(16)] public List<string> Warnings { get; set; } = [];
}

[ProtoContract]
internal sealed class NodeStatusTwin
{
    [ProtoMember(1)] public string? Node { get; set; }
    [ProtoMember(2)] public string? Address { get; set; }
    [ProtoMember(3)] public bool InSync { get; set; }
    [ProtoMember(4)] public long Received { get; set; }
    [ProtoMember(5)] public long Applied { get; set; }
}

[ProtoContract]
internal sealed class PromoteRequestTwin
{
    [ProtoMember(1)] public uint Protocol { get; set; }
    [ProtoMember(2)] public bool Empty { get; set; }
}

[ProtoContract]
internal sealed class PromoteReplyTwin
{
    [ProtoMember(1)] public bool Accepted { get; set; }
    [ProtoMember(2)] public string? Text { get; set; }
}

[ProtoContract]
internal sealed class IdRunTwin
{
    [ProtoMember(1)] public ulong First { get; set; }
    [ProtoMember(2)] public ulong Count { get; set; }
}

[ProtoContract]
internal sealed class TraceRequestTwin
{
    [ProtoMember(1)] public long Trace { get; set; }
    [ProtoMember(2)] public long After { get; set; }
    [ProtoMember(3)] public List<IdRunTwin> Linked { get; } = [];
    [ProtoMember(4)] public bool Done { get; set; }
}

[ProtoContract]
internal sealed class UnreachableTwin
{
    [ProtoMember(1)] public long Trace { get; set; }
    [ProtoMember(2)] public bool Last { get; set; }
    [ProtoMember(3)] public long Live { get; set; }
    [ProtoMember(4)] public List<IdRunTwin> Ids { get; } = [];
}
