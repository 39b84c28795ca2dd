using Mono.Cecil;

namespace Replicated.Fody.Plan;

/// <summary>What the code of the module can put into members that do not say what they hold.</summary>
/// <param name="Types">Types of values, arrays, collections and delegates.</param>
/// <param name="Methods">Methods that delegates call.</param>
/// <param name="Code">Differs between builds where the code of lambdas and iterators does; null without any.</param>
internal sealed record HeldContent(IReadOnlyList<FoundType> Types, IReadOnlyList<MethodReference> Methods, string? Code)
{
    internal static readonly HeldContent None = new([], [], null);

    internal bool IsEmpty => Types.Count + Methods.Count == 0;
}
