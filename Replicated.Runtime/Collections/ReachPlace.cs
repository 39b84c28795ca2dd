namespace Replicated.Collections;

/// <summary>Where in a collection of a standby to go on looking for references.</summary>
/// <param name="Index">Of the items, as they lie in memory.</param>
/// <param name="Refills">How often they had come to lie elsewhere by then.</param>
internal readonly record struct ReachPlace(int Index, int Refills);
