using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Check;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Watch;

/// <summary>Finds the members whose collections only code of the module changes, where each change can be seen.</summary>
internal static class WatchFinder
{
    /// <param name="bodies">What is to be done for other reasons.</param>
    internal static Watching Find(ModuleDefinition module, WeavingPlan plan, IReadOnlyList<BodyPlan> bodies)
    {
        var candidates = plan.Classes.SelectMany(type => type.Members).Concat(plan.Statics.SelectMany(type => type.Members)).Where(IsCandidate).ToList();
        if (candidates.Count == 0)
            return Watching.None;
        var index = new ModuleIndex(module);
        var items = new ItemAddresses(index);
        var flows = candidates.Select(member => member.Field).ToDictionary(field => field, field => CollectionFlow.Of(field, index, items));
        var changed = new HashSet<Instruction>(bodies.SelectMany(body => body.Changes).Select(change => change.At));
        var writing = new HashSet<Instruction>(flows.Values.SelectMany(flow => flow.Writes).Select(write => write.At));
        var members = flows.ToDictionary(pair => pair.Key, pair => new WatchedMember(ObjectionTo(pair.Value), pair.Value.IsOpen));
        var watched = flows.Where(pair => members[pair.Key].Objection == null).Select(pair => pair.Value).ToList();
        return new Watching(members, [.. watched.SelectMany(flow => flow.Writes).Distinct()], [.. watched.SelectMany(flow => flow.Addresses).Distinct()]);

        // One method stands in for a call, and does one of these things.
        string? ObjectionTo(CollectionFlow flow) => flow.Objection
            ?? (flow.Writes.Any(write => changed.Contains(write.At)) ? "a call that changes it gets the address of a member"
                : CallsWith(flow).Any(changed.Contains) ? "a call gets the addresses of an item and of a member"
                : CallsWith(flow).Any(writing.Contains) ? "a call that gets the address of an item changes a collection"
                : null);
    }

    static IEnumerable<Instruction> CallsWith(CollectionFlow flow) => flow.Addresses.SelectMany(address => address.Writes).Where(write => write.IsCall).Select(write => write.At);

    static bool IsCandidate(ReplicatedMember member) =>
        !member.IsCompared && !member.HoldsChangingBox && !member.HoldsForeign
        && !ClassExtents.IsMadeByCompiler(member.Field.DeclaringType)
        && MemberTypes.StripModifiers(member.Field.FieldType) switch
        {
            // The type of an element must be known where it is stored.
            ArrayType array => !array.ContainsGenericParameter,
            var type => CollectionCalls.Knows(type.GetElementType().FullName),
        };
}
