using System.Globalization;
using Replicated.Frames;

namespace Replicated.Protocol;

/// <summary>Why two nodes cannot work together, found when they meet.</summary>
internal static class HelloCheck
{
    /// <summary>What the active has against a standby that says hello, its state left aside; null if nothing.</summary>
    /// <param name="active">The active.</param>
    /// <param name="standby">What the standby says.</param>
    /// <param name="orders">The orders of texts that collections of the active have.</param>
    internal static Refusal? Check(NodeIdentity active, Hello standby, IReadOnlyList<TextOrder> orders)
    {
        if (CheckProtocol(active.Node, standby.Node, standby.Protocol) is { } protocol)
            return protocol;
        if (standby.Cluster != active.Cluster)
            return Refuse(RefusalReason.Cluster, $"{standby.Node} is of cluster '{standby.Cluster}', {active.Node} of cluster '{active.Cluster}'. Check --cluster and --peer.");
        if (ShapeCheck.Fault(active, standby) is { } difference)
            return Refuse(RefusalReason.Shape, difference);
        return EnvironmentCheck.Fault(active.Node, orders, standby) is { } fault ? Refuse(RefusalReason.Environment, fault) : null;
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
