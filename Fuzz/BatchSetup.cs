namespace Fuzz;

/// <summary>How the methods of a batch are compiled.</summary>
/// <param name="IsDebug">For Debug; else for Release.</param>
/// <param name="Model">Where the types are that they work on.</param>
sealed record BatchSetup(bool IsDebug, ModelPlace Model)
{
    /// <summary>In the order of the batches. Few batches have both of everything, and two that run at the same time are never of one setup.</summary>
    internal static IReadOnlyList<BatchSetup> All { get; } =
    [
        new(false, ModelPlace.Here), new(true, ModelPlace.Friend), new(false, ModelPlace.Stranger), new(true, ModelPlace.Chained),
        new(true, ModelPlace.Here), new(false, ModelPlace.Friend), new(true, ModelPlace.Stranger), new(false, ModelPlace.Chained),
    ];

    /// <summary>How the batch is compiled that a method belongs to.</summary>
    internal static BatchSetup Of(int index) => All[index / FuzzRun.BatchSize % All.Count];

    public override string ToString() => (IsDebug ? "Debug" : "Release") + Model switch
    {
        ModelPlace.Friend => ", the model in another assembly",
        ModelPlace.Stranger => ", the model in another assembly that hides what is internal",
        ModelPlace.Chained => ", the model in another assembly, and a third between them",
        _ => "",
    };
}
