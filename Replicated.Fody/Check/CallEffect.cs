namespace Replicated.Fody.Check;

/// <summary>What a call does with an address that it gets.</summary>
internal enum CallEffect
{
    Reads,

    /// <summary>Writes once, and cannot throw after that: <c>Interlocked</c>, <c>Volatile</c>.</summary>
    WritesAndReturns,

    /// <summary>Runs code that may write and may throw.</summary>
    Writes,

    /// <summary>May keep the address beyond the call, or return it.</summary>
    MayKeep,
}
