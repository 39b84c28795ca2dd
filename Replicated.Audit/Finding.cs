namespace Replicated.Audit;

/// <summary>Something that is wrong in an assembly.</summary>
/// <param name="Check">The name of the check that found it.</param>
/// <param name="Where">The method or type.</param>
public sealed record Finding(string Check, string Where, string What)
{
    public override string ToString() => $"{Check}: {Where}: {What}";
}
