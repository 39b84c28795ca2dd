namespace Fuzz.Generate;

/// <summary>One random method with whatever it needs.</summary>
/// <param name="Index">Its number in the run; with the seed it makes the same method again.</param>
/// <param name="Text">C#, with a class <c>Entry{Index}</c> that runs it.</param>
/// <param name="Rows">The rows of the table of constructs that it shows.</param>
/// <param name="RefusedAs">The code that the weaver has to refuse it with; null where it has to take it.</param>
public sealed record MethodSource(int Index, string Text, IReadOnlySet<string> Rows, string? RefusedAs);
