namespace Fuzz;

/// <param name="Methods">How many methods are to run; those that the weaver refuses are checked, too, and do not count.</param>
/// <param name="First">The number of the first method.</param>
public sealed record FuzzOptions(int Methods, int Seed, int First = 0);
