namespace Replicated.Hosting;

/// <summary>What the health check needs to know of this process's node.</summary>
/// <param name="Role">As in the status: starting, standby, active, alone, stopping.</param>
/// <param name="Ready">Active: a standby of the in-sync set is connected.</param>
/// <param name="Reasons">Why it is not ready.</param>
sealed record NodeState(string Role, bool Ready, IReadOnlyList<string> Reasons)
{
    internal static NodeState Read() => Replication.Epoch > 0 ? new("active", true, []) : new("alone", false, []);
}
