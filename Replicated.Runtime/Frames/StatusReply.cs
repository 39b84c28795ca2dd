using Replicated.Protocol;

namespace Replicated.Frames;

/// <summary>What a node says of itself.</summary>
internal sealed record StatusReply : IMessage<StatusReply>
{
    internal string Cluster { get; init; } = "";
    internal string Node { get; init; } = "";

    /// <summary>starting, standby, active, alone, stopping</summary>
    internal string Role { get; init; } = "";
    internal long Epoch { get; init; }

    /// <summary>Last frame captured (active) or received (standby).</summary>
    internal long Sequence { get; init; }
    internal long Applied { get; init; }
    internal long Stable { get; init; }

    /// <summary>Standby: would take over; active: has an in-sync standby.</summary>
    internal bool Ready { get; init; }

    /// <summary>Why it is not ready.</summary>
    internal List<string> Reasons { get; init; } = [];
    internal List<NodeStatus> Standbys { get; init; } = [];
    internal Lineage Lineage { get; init; }
    internal uint Process { get; init; }
    internal string Lease { get; init; } = "";

    /// <summary>Standby: age of the last word from the active.</summary>
    internal double LagSeconds { get; init; }

    /// <summary>Standby: the active it follows.</summary>
    internal string Active { get; init; } = "";

    /// <summary>Standby: what does not keep it from taking over, but will be otherwise then.</summary>
    internal List<string> Warnings { get; init; } = [];

    public void Write(Encoder encoder)
    {
        encoder.Text(1, Cluster);
        encoder.Text(2, Node);
        encoder.Text(3, Role);
        encoder.Number(4, Epoch);
        encoder.Number(5, Sequence);
        encoder.Number(6, Applied);
        encoder.Number(7, Stable);
        encoder.Flag(8, Ready);
        foreach (string reason in Reasons)
            encoder.Text(9, reason);
        encoder.Messages(10, Standbys);
        encoder.Identity(11, Lineage.Value);
        encoder.Number(12, Process);
        encoder.Text(13, Lease);
        encoder.Seconds(14, LagSeconds);
        encoder.Text(15, Active);
        foreach (string warning in Warnings)
            encoder.Text(16, warning);
    }

    public static StatusReply Read(ReadOnlySpan<byte> body)
    {
        var read = new StatusReply();
        var fields = new FieldReader(body);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1: read = read with { Cluster = fields.Text }; break;
                case 2: read = read with { Node = fields.Text }; break;
                case 3: read = read with { Role = fields.Text }; break;
                case 4: read = read with { Epoch = fields.Count }; break;
                case 5: read = read with { Sequence = fields.Count }; break;
                case 6: read = read with { Applied = fields.Count }; break;
                case 7: read = read with { Stable = fields.Count }; break;
                case 8: read = read with { Ready = fields.Flag }; break;
                case 9: read.Reasons.Add(fields.Text); break;
                case 10: read.Standbys.Add(NodeStatus.Read(fields.Content)); break;
                case 11: read = read with { Lineage = new(fields.IdentityOrNone) }; break;
                case 12: read = read with { Process = fields.Count32 }; break;
                case 13: read = read with { Lease = fields.Text }; break;
                case 14: read = read with { LagSeconds = fields.Seconds }; break;
                case 15: read = read with { Active = fields.Text }; break;
                case 16: read.Warnings.Add(fields.Text); break;
            }
        }
        return read;
    }
}
