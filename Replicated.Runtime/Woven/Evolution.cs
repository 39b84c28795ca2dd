namespace Replicated.Woven;

/// <summary>What the members of a type say of those in earlier and later builds, by their numbers.</summary>
internal sealed class Evolution
{
    internal Dictionary<int, string> FormerNames { get; } = [];

    internal HashSet<int> Narrowing { get; } = [];
}
