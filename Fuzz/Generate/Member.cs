namespace Fuzz.Generate;

/// <summary>A way from a variable to something that can be stored to.</summary>
/// <param name="Path">As it is written after the dot.</param>
/// <param name="HasAddress">False for properties.</param>
sealed record Member(string Path, string Type, bool HasAddress)
{
    internal bool IsVolatile => Path is "v" or "vs" or "vb";
}
