namespace Replicated.Protocol;

/// <summary>The bounds of a core, in its own units.</summary>
/// <param name="HeartbeatTicks">An idle link says that it is alive after this many ticks.</param>
/// <param name="TimeoutTicks">A link without a message for this many ticks is lost.</param>
/// <param name="RetryTicks">What failed is tried again after this many ticks.</param>
/// <param name="UnsentBytesMax">A link with this much that the network has not taken gets no more frames from the log.</param>
/// <param name="TraceTicks">What was changed is looked through for dead objects after this many ticks, however little it was.</param>
/// <param name="LiveObjectsMin">Dead objects are looked for as if there were this many live ones more: state that is small is not looked through all the time.</param>
internal sealed record ProtocolLimits(
    int HeartbeatTicks = 10, int TimeoutTicks = 200, int RetryTicks = 100, long UnsentBytesMax = 4 << 20, int TraceTicks = 2000, long LiveObjectsMin = 4 * (64 << 10));
