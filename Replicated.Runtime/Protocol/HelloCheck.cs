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
        return CheckShapes(active, standby) is { } difference ? Refuse(RefusalReason.Shape, difference) : null;
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

    /// <summary>All that the active may send must have a place at the standby.</summary>
    static string? CheckShapes(NodeIdentity active, Hello standby)
    {
        var known = new Dictionary<string, TypeShape>(StringComparer.Ordinal);
        foreach (var type in standby.Types)
            known[type.Name] = type;
        foreach (var type in active.Types)
        {
            if (!known.TryGetValue(type.Name, out var other))
                return $"The build on {standby.Node} lacks the replicated type {type.Name} that {active.Node} has. Run the same build on both.";
            if (type.Statics != other.Statics)
                return $"{type.Name} stands for statics on one of {active.Node} and {standby.Node} only. Run the same build on both.";
            foreach (var member in type.Members)
            {
                var found = other.Members.Find(candidate => candidate.Name == member.Name);
                if (found is null)
                    return $"{type.Name}.{member.Name} ({member.Type}) of {active.Node} does not exist on {standby.Node}. Run the same build on both.";
                if (found.Type != member.Type)
                    return $"{type.Name}.{member.Name} is {member.Type} on {active.Node} and {found.Type} on {standby.Node}. Run the same build on both.";
            }
        }
        return null;
    }
}
