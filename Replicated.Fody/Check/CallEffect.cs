namespace Replicated.Fody.Check;

/// <summary>What a call does with an address that it gets.</summary>
internal enum CallEffect
{
    Reads,

    /// <summary>Writes once, and cannot throw after that: <c>Interlocked</c>, <c>Volatile</c>.</summary>
    WritesAndReturns,

    /// <summary>Runs code that may write and may throw.</summary>
    Writes,

    /// <summary>Gets it as a pointer, which may be kept anywhere.</summary>
    TakesPointer,

    /// <summary>Pins it or makes something of it that cannot be followed.</summary>
    Reinterprets,
}
