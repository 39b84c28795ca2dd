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
        var changed = new HashSet<Instruction>(bodies.SelectMany(body => body.Changes).Select(change => change.At));
        var members = new Dictionary<FieldDefinition, WatchedMember>();
        var writes = new HashSet<CollectionWrite>();
        foreach (var field in candidates.Select(member => member.Field))
        {
            var flow = CollectionFlow.Of(field, index);
            string? objection = flow.Objection ?? (flow.Writes.Any(write => changed.Contains(write.At)) ? "a call that changes it gets the address of a member" : null);
            members.Add(field, new WatchedMember(objection, flow.IsOpen));
            if (objection == null)
                writes.UnionWith(flow.Writes);
        }
        return new Watching(members, [.. writes]);
    }

    static bool IsCandidate(ReplicatedMember member) =>
        !member.IsCompared && !member.HoldsChangingBox && !member.HoldsForeign
        && !ClassExtents.IsMadeByCompiler(member.Field.DeclaringType)
        && MemberTypes.StripModifiers(member.Field.FieldType) switch
        {
            // The type of an element must be known where it is stored.
            ArrayType { IsVector: true } array => !array.ContainsGenericParameter,
            GenericInstanceType type => CollectionCalls.Knows(type.ElementType.FullName),
            _ => false,
        };
}
