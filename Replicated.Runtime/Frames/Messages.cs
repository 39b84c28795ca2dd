using ProtoBuf;
using Replicated.Protocol;

namespace Replicated.Frames;

/// <summary>The first message of a standby on a connection it made.</summary>
[ProtoContract]
internal sealed record Hello
{
    [ProtoMember(1)] internal uint Protocol { get; init; }
    [ProtoMember(2)] internal string Cluster { get; init; } = "";
    [ProtoMember(3)] internal string Node { get; init; } = "";
    internal Incarnation Incarnation { get; init; }

    /// <summary>The last frame received.</summary>
    [ProtoMember(5)] internal Position Position { get; init; }

    /// <summary>The replicated types of this build.</summary>
    [ProtoMember(6)] internal List<TypeShape> Types { get; init; } = [];

    /// <summary>Sequence of the last frame that is in the objects: what lies beyond it can be dropped.</summary>
    [ProtoMember(7)] internal long Applied { get; init; }

    [ProtoMember(4)] byte[]? IncarnationBytes { get => MessageContracts.ToBytes(Incarnation.Value); init => Incarnation = new(MessageContracts.ToGuid(value)); }
}

/// <summary>The answer of the active: what follows is the stream from <see cref="From"/>, or a snapshot.</summary>
[ProtoContract]
internal sealed record Welcome
{
    [ProtoMember(1)] internal uint Protocol { get; init; }
    [ProtoMember(2)] internal string Node { get; init; } = "";

    /// <summary>Of the last frame captured.</summary>
    [ProtoMember(3)] internal Position Position { get; init; }

    /// <summary>The state of the standby is replaced by slices that follow.</summary>
    [ProtoMember(4)] internal bool Snapshot { get; init; }

    /// <summary>Sequence of the last acknowledged frame.</summary>
    [ProtoMember(5)] internal long Stable { get; init; }
    internal Incarnation Incarnation { get; init; }

    /// <summary>Without a snapshot: what the standby holds beyond this is dropped, and the first frame of the reign in <see cref="Position"/> after it follows.</summary>
    [ProtoMember(7)] internal Position From { get; init; }

    [ProtoMember(6)] byte[]? IncarnationBytes { get => MessageContracts.ToBytes(Incarnation.Value); init => Incarnation = new(MessageContracts.ToGuid(value)); }
}

internal enum RefusalReason
{
    Unknown = 0,
    Protocol = 1,
    Cluster = 2,
    NotActive = 3,
    Lineage = 4,
    Newer = 5,
    Shape = 6,
    Damaged = 7,
    Deposed = 8,
    Stopping = 9,
}

/// <summary>Why the sender ends the connection.</summary>
[ProtoContract]
internal sealed record Refusal
{
    [ProtoMember(1)] internal RefusalReason Reason { get; init; }
    [ProtoMember(2)] internal string Text { get; init; } = "";
    [ProtoMember(3)] internal uint Protocol { get; init; }
}

/// <summary>A replicated type as a build knows it.</summary>
[ProtoContract]
internal sealed record TypeShape
{
    /// <summary>Of the type in this lineage, from 1; 0 in a hello.</summary>
    [ProtoMember(1)] internal uint Number { get; init; }
    [ProtoMember(2)] internal string Name { get; init; } = "";

    /// <summary>The field number of a member is its place here, from 1.</summary>
    [ProtoMember(3)] internal List<MemberShape> Members { get; init; } = [];

    /// <summary>The statics of the type: one object on each node.</summary>
    [ProtoMember(4)] internal bool Statics { get; init; }
}

[ProtoContract]
internal sealed record MemberShape
{
    [ProtoMember(1)] internal string Name { get; init; } = "";
    [ProtoMember(2)] internal string Type { get; init; } = "";
}
