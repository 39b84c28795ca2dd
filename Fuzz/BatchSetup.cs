namespace Fuzz;

/// <summary>How the methods of a batch are compiled.</summary>
/// <param name="IsDebug">For Debug; else for Release.</param>
/// <param name="IsApart">Whether the types that they work on are in another woven assembly; else in the same.</param>
sealed record BatchSetup(bool IsDebug, bool IsApart)
{
    /// <summary>In the order of the batches. Few batches have both of everything, and two that run at the same time are never of one setup.</summary>
    internal static IReadOnlyList<BatchSetup> All { get; } = [new(false, false), new(true, true), new(false, true), new(true, false)];

    /// <summary>How the batch is compiled that a method belongs to.</summary>
    internal static BatchSetup Of(int index) => All[index / FuzzRun.BatchSize % All.Count];

    public override string ToString() => (IsDebug ? "Debug" : "Release") + (IsApart ? ", the model in another assembly" : "");
}
