namespace Benchmarks.WholePath;

/// <summary>The same values for all that is compared.</summary>
static class Workload
{
    /// <summary>A balance in cents of some size, other in each round: five bytes as a varint.</summary>
    internal static long Value(int round) => 5_000_000_000 + round;
}
