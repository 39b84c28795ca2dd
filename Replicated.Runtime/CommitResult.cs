namespace Replicated;

/// <summary>What a commit has reached when its wait ended.</summary>
/// <param name="Level">The level really reached, which may be less than the one asked for. Less never means discarded: the outcome is unknown.</param>
/// <param name="Epoch">The reign in which the changes were captured; the fencing token.</param>
/// <param name="Sequence">The number of the frame waited for within the epoch; 0 if nothing was ever captured.</param>
public readonly record struct CommitResult(CommitLevel Level, long Epoch, long Sequence);
