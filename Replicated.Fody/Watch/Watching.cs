using Mono.Cecil;

namespace Replicated.Fody.Watch;

/// <summary>How the collections of members are tracked, and where code changes those that are watched.</summary>
internal sealed class Watching(IReadOnlyDictionary<FieldDefinition, WatchedMember> members, IReadOnlyList<CollectionWrite> writes, IReadOnlyList<ItemAddress> addresses)
{
    internal static readonly Watching None = new(new Dictionary<FieldDefinition, WatchedMember>(), [], []);

    /// <summary>The methods that change watched collections.</summary>
    internal IEnumerable<MethodDefinition> Methods => writes.Select(write => write.Method).Concat(addresses.Select(address => address.Method)).Distinct();

    /// <summary>Where a method changes watched collections.</summary>
    internal ILookup<MethodDefinition, CollectionWrite> Writes { get; } = writes.ToLookup(write => write.Method);

    /// <summary>Where a method takes addresses through which it changes watched collections.</summary>
    internal ILookup<MethodDefinition, ItemAddress> Addresses { get; } = addresses.ToLookup(address => address.Method);

    /// <summary>What was found of a member; null where its collections could not be watched whatever code does.</summary>
    internal WatchedMember? Of(FieldDefinition field) => members.TryGetValue(field, out var found) ? found : null;
}

/// <summary>What was found of a member that holds a collection.</summary>
/// <param name="Objection">Why it is compared at each capture; null: it is watched.</param>
/// <param name="IsOpen">It is watched only while no other assembly that refers to this one is loaded: such a one could get at it.</param>
internal sealed record WatchedMember(string? Objection, bool IsOpen);
