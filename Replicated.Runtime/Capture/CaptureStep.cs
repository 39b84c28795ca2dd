namespace Replicated.Capture;

/// <summary>Places in a capture where a test may make another thread run.</summary>
internal enum CaptureStep
{
    /// <summary>The marked objects are known; none is armed.</summary>
    Drained,

    /// <summary>The objects of a round are armed and reached; the barrier has not passed.</summary>
    Armed,

    /// <summary>The barrier has passed; nothing of the round was read.</summary>
    BarrierPassed,

    /// <summary>All objects of a round are written.</summary>
    Written,
}
