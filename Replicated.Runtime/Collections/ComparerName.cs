namespace Replicated.Collections;

/// <summary>A comparer as others know it; the default one has neither a name nor an object.</summary>
/// <param name="Name">The name of one that each node has.</param>
/// <param name="Object">One that is a replicated object.</param>
internal readonly record struct ComparerName(string? Name, object? Object);
