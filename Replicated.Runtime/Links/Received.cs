using Replicated.Frames;

namespace Replicated.Links;

/// <summary>One message that arrived.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Body">Its body; valid until the reader is given more bytes.</param>
/// <param name="MayKeep">The body is in memory of its own: whoever gets the message may keep it without a copy.</param>
internal readonly record struct Received(MessageKind Kind, ReadOnlyMemory<byte> Body, bool MayKeep = false);
