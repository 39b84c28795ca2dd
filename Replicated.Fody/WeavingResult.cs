using Replicated.Fody.Check;
using Replicated.Fody.Diagnostics;
using Replicated.Fody.Plan;
using Replicated.Fody.Report;
using Replicated.Fody.Watch;

namespace Replicated.Fody;

/// <summary>What became of a module.</summary>
/// <param name="Diagnostics">If one of them is an error, the module is as it was.</param>
/// <param name="Report">Null where there was an error.</param>
internal sealed record WeavingResult(IReadOnlyList<Diagnostic> Diagnostics, WeavingPlan? Plan, IReadOnlyList<BodyPlan> Bodies, WeavingReport? Report)
{
    /// <summary>How the collections of members are tracked.</summary>
    internal Watching Watching { get; init; } = Watching.None;

    /// <summary>Whether the module is as it was because nothing in it has to do with replication.</summary>
    internal bool IsUntouched { get; init; }

    internal bool Succeeded => Diagnostics.All(diagnostic => diagnostic.Severity != Severity.Error);
}
