namespace Replicated.Protocol;

/// <summary>How a reign begins.</summary>
/// <param name="Start">The reign, before its first frame.</param>
/// <param name="Fork">The last frame of the reign before that is part of this one's state: what others hold beyond it is not. Nothing in a new history.</param>
/// <param name="WasTakenOver">The state of an earlier active is there.</param>
/// <param name="Record">The lease record as written when the reign began.</param>
internal sealed record Reigning(Position Start, Position Fork, bool WasTakenOver, LeaseRecord Record);
