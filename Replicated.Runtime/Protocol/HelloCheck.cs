using System.Globalization;
using Replicated.Frames;

namespace Replicated.Protocol;

/// <summary>Why two nodes cannot work together, found when they meet.</summary>
internal static class HelloCheck
{
    /// <summary>What the active has against a standby that says hello, its state left aside; null if nothing.</summary>
    internal static Refusal? Check(NodeIdentity active, Hello standby)
    {
        if (CheckProtocol(active.Node, standby.Node, standby.Protocol) is { } protocol)
            return protocol;
        if (standby.Cluster != active.Cluster)
            return Refuse(RefusalReason.Cluster, $"{standby.Node} is of cluster '{standby.Cluster}', {active.Node} of cluster '{active.Cluster}'. Check --cluster and --peer.");
        return ShapeCheck.Fault(active, standby) is { } difference ? Refuse(RefusalReason.Shape, difference) : null;
    }

    /// <summary>Compares the version that the other side speaks; null if it is ours.</summary>
    internal static Refusal? CheckProtocol(string self, string other, uint version)
        => version == MessageContracts.ProtocolVersion
            ? null
            : Refuse(
                RefusalReason.Protocol,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{other} speaks protocol version {version}, {self} speaks version {MessageContracts.ProtocolVersion}. Run the same version of Replicated on both."));

    internal static Refusal Refuse(RefusalReason reason, string text)
        => new() { Reason = reason, Text = text, Protocol = MessageContracts.ProtocolVersion };
}
