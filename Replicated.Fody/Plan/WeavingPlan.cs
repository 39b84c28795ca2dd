using Mono.Cecil;

namespace Replicated.Fody.Plan;

/// <summary>What is replicated in a module. Never changes once it is built.</summary>
internal sealed class WeavingPlan(
    IReadOnlyList<ReplicatedClass> classes,
    IReadOnlyList<ReplicatedStatics> statics,
    IReadOnlyList<ReplicatedValue> values,
    HeldContent held)
{
    readonly Dictionary<FieldDefinition, ReplicatedMember> members =
        classes.SelectMany(type => type.Members).Concat(statics.SelectMany(type => type.Members)).ToDictionary(member => member.Field);

    readonly HashSet<TypeDefinition> replicated = [.. classes.Select(type => type.Type)];

    readonly HashSet<TypeDefinition> whole = [.. classes.Where(type => type.IsWhole).Select(type => type.Type)];

    readonly HashSet<TypeDefinition> structs = [.. values.Select(type => type.Type)];

    /// <summary>In the order of the module's types.</summary>
    internal IReadOnlyList<ReplicatedClass> Classes => classes;

    internal IReadOnlyList<ReplicatedStatics> Statics => statics;

    internal IReadOnlyList<ReplicatedValue> Values => values;

    /// <summary>Classes of comparers that go by their name.</summary>
    internal IReadOnlyList<TypeDefinition> Comparers { get; init; } = [];

    /// <summary>Structs that change where they are boxed.</summary>
    internal IReadOnlyList<TypeDefinition> ChangingBoxes { get; init; } = [];

    /// <summary>The structs of the module that travel in place of something else.</summary>
    internal IReadOnlyList<(TypeReference Foreign, TypeDefinition Surrogate)> Surrogates { get; init; } = [];

    /// <summary>Objects that go by the name of the member that holds them.</summary>
    internal IReadOnlyList<KnownObject> Known { get; init; } = [];

    internal HeldContent Held => held;

    internal bool IsEmpty => classes.Count + statics.Count + values.Count == 0;

    internal bool IsReplicated(TypeDefinition type) => replicated.Contains(type);

    /// <summary>Whether all instance fields are members but those left out.</summary>
    internal bool IsWhole(TypeDefinition type) => whole.Contains(type);

    internal bool IsValue(TypeDefinition type) => structs.Contains(type);

    /// <summary>The member that the field is, instance or static; not those of structs, which are part of what holds the struct.</summary>
    internal ReplicatedMember? MemberOf(FieldDefinition field) => members.TryGetValue(field, out var member) ? member : null;
}
