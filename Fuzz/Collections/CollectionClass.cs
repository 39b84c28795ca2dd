namespace Fuzz.Collections;

/// <summary>A random class with members that hold collections, and ways to use them.</summary>
/// <param name="Index">Its number in the run; with the seed it makes the same class again.</param>
/// <param name="Text">C#; the class is <c>C{Index}</c>.</param>
/// <param name="Ways">How many ways its method <c>Do</c> has.</param>
/// <param name="Types">The type of each member that holds a collection.</param>
sealed record CollectionClass(int Index, string Text, int Ways, IReadOnlyDictionary<string, string> Types);
