namespace StateFuzz;

/// <param name="Operations">How many changes of the state are made in all; each seed makes its share.</param>
/// <param name="Seeds">How many programs are run one after the other, each with a seed of its own.</param>
/// <param name="First">The first seed.</param>
/// <param name="Each">Compare after each commit, to see with which one a finding begins; else after some.</param>
public sealed record StateFuzzOptions(long Operations, int Seeds, int First, bool Each);
