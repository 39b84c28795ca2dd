namespace Fuzz;

/// <param name="First">The number of the first method.</param>
/// <param name="Decompile">How many methods of a batch the decompiler reads: it is slow.</param>
public sealed record FuzzOptions(int Methods, int Seed, int First = 0, int BatchSize = 250, int Decompile = 5);
