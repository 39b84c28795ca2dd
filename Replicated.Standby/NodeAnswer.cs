using Replicated.Frames;
using Replicated.Links;

namespace Replicated.Standby;

/// <summary>What a node said about itself, or why it said nothing.</summary>
/// <param name="Status">Null: no answer.</param>
/// <param name="Failure">Not null where there is no answer.</param>
internal sealed record NodeAnswer(Address Address, StatusReply? Status, string? Failure);
