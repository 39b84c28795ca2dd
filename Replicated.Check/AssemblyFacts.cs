namespace Replicated.Check;

/// <summary>What the manifest of an assembly says about weaving.</summary>
/// <param name="References">Simple names.</param>
/// <param name="NamesTypes">Whether it has unsafe accessors that name the type whose field they hand out, and need no reference for it.</param>
/// <param name="Friends">Simple names of those that see its internal members.</param>
/// <param name="Contract">What it was woven for; null if it is not woven.</param>
/// <param name="WovenWith">The configuration it was woven with.</param>
/// <param name="CompiledWith">The configuration it must be woven with; null if nobody asked for weaving.</param>
/// <param name="MayBeLeftAlone">Nothing in it can be marked, so that the weaver leaves it as it was compiled unless it refers to a woven one.</param>
internal sealed record AssemblyFacts(
    string Name,
    string File,
    IReadOnlyCollection<string> References,
    bool NamesTypes,
    IReadOnlyCollection<string> Friends,
    int? Contract,
    string? WovenWith,
    string? CompiledWith,
    bool MayBeLeftAlone)
{
    internal bool IsWoven => Contract != null;
}
