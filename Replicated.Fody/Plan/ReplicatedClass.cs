using Mono.Cecil;
using Replicated.Fody.Find;

namespace Replicated.Fody.Plan;

/// <summary>A class whose instances are replicated objects.</summary>
/// <param name="IsTop">No base class is woven: the header is here.</param>
/// <param name="IsWhole">All fields are members unless left out, here and in derived classes.</param>
/// <param name="FirstNumber">The number of the first own member.</param>
/// <param name="Members">Its own.</param>
/// <param name="Rebuilding">Its own methods that rebuild what is not replicated.</param>
internal sealed record ReplicatedClass(
    TypeDefinition Type, bool IsTop, bool IsWhole, int FirstNumber, IReadOnlyList<ReplicatedMember> Members, IReadOnlyList<MethodDefinition> Rebuilding)
{
    /// <summary>The collection that it derives from, said by the top of a hierarchy; null if there is none.</summary>
    internal TypeReference? Items { get; init; }

    internal bool IsIterator => CompilerNames.IsIterator(Type);
}
