using Replicated.Frames;

namespace Replicated.Protocol;

/// <summary>Who this process is, as it says in its hello.</summary>
/// <param name="Cluster">Name of the cluster.</param>
/// <param name="Node">Name of the node.</param>
/// <param name="Incarnation">Random, drawn when the process started.</param>
/// <param name="Address">Where it listens, as others reach it.</param>
/// <param name="Types">The replicated types of this build.</param>
internal sealed record NodeIdentity(string Cluster, string Node, Incarnation Incarnation, string Address, IReadOnlyList<TypeShape> Types)
{
    /// <summary>The names of all types that this build finds by name.</summary>
    internal IReadOnlyList<string> Known { get; init; } = [];

    internal NodeEnvironment? Environment { get; init; }

    public override string ToString() => $"{Node} ({Incarnation})";
}
