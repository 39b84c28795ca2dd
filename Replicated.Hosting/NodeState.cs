using Replicated.Takeover;

namespace Replicated.Hosting;

/// <summary>What the health check needs to know of this process's node.</summary>
/// <param name="Role">As in the status: starting, standby, active, stopping; or alone, or not started.</param>
/// <param name="Ready">Active: a standby of the in-sync set is connected.</param>
/// <param name="Reasons">Why it is not ready.</param>
sealed record NodeState(string Role, bool Ready, IReadOnlyList<string> Reasons)
{
    internal static NodeState Read() => Participation.Status is { } status
        ? new(status.Role, status.Ready, [.. status.Reasons])
        : new(Participation.IsAlone ? "alone" : "not started", false, []);
}
