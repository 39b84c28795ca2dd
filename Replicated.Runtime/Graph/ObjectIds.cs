using Replicated.Protocol;
using Replicated.Woven;

namespace Replicated.Graph;

/// <summary>
/// Gives object ids: the epoch in the high bits, so that no id is given twice in a lineage although the active before may have given
/// ids that nobody else ever saw.
/// </summary>
internal sealed class ObjectIds
{
    const ulong CounterMax = (1UL << GivenIds.CounterBits) - 1;
    const long EpochMax = 1L << 64 - GivenIds.CounterBits - 1;

    ulong last;

    /// <summary>The id given last.</summary>
    internal ulong Last => last;

    internal void BeginEpoch(Epoch epoch)
    {
        if (epoch.Value is < 1 or > EpochMax)
            throw new ArgumentOutOfRangeException(nameof(epoch), epoch.Value, $"an epoch is between 1 and {EpochMax}");
        last = (ulong)(epoch.Value - 1) << GivenIds.CounterBits;
    }

    internal ulong Next()
    {
        if ((last & CounterMax) == CounterMax)
            throw new ReplicationException($"this reign has given all of its {CounterMax} object ids: switch over to a standby, whose reign has ids of its own");
        return ++last;
    }
}
