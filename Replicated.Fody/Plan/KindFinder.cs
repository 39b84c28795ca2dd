using Mono.Cecil;
using Replicated.Fody.Find;
using Replicated.Fody.Generate;

namespace Replicated.Fody.Plan;

/// <summary>
/// Finds the kinds that a type is made of. A native program has the code of generic types that its own code names; the runtime cannot
/// make the others from what it learns while it runs.
/// </summary>
internal sealed class KindFinder(ModuleDefinition module, WeavingPlan plan, References references)
{
    /// <summary>The one kind that the runtime keeps apart, with what it needs.</summary>
    internal const string Contract = "Contract";

    /// <summary>Generic types of the platform by their method in the runtime's <c>Kinds</c>, which takes their type arguments.</summary>
    static readonly Dictionary<string, string> generic = new()
    {
        ["System.Collections.Generic.List`1"] = "List",
        ["System.Collections.Generic.Dictionary`2"] = "Dictionary",
        ["System.Collections.Generic.HashSet`1"] = "HashSet",
        ["System.Collections.Generic.SortedSet`1"] = "SortedSet",
        ["System.Collections.Generic.Queue`1"] = "Queue",
        ["System.Collections.Generic.Stack`1"] = "Stack",
        ["System.Collections.Generic.LinkedList`1"] = "LinkedList",
        ["System.Collections.Generic.LinkedListNode`1"] = "LinkedListNode",
        ["System.Collections.Concurrent.ConcurrentQueue`1"] = "ConcurrentQueue",
        ["System.Collections.Concurrent.ConcurrentStack`1"] = "ConcurrentStack",
        ["System.Collections.Concurrent.ConcurrentBag`1"] = "ConcurrentBag",
        ["System.Collections.ObjectModel.ObservableCollection`1"] = "ObservableCollection",
        ["System.Collections.Immutable.ImmutableList`1"] = "ImmutableList",
        ["System.Collections.Immutable.ImmutableQueue`1"] = "ImmutableQueue",
        ["System.Collections.Immutable.ImmutableStack`1"] = "ImmutableStack",
        ["System.Collections.Immutable.ImmutableHashSet`1"] = "ImmutableHashSet",
        ["System.Collections.Immutable.ImmutableSortedSet`1"] = "ImmutableSortedSet",
        ["System.Collections.Frozen.FrozenSet`1"] = "FrozenSet",
        ["System.Collections.ObjectModel.Collection`1"] = "Collection",
        ["System.Collections.ObjectModel.KeyedCollection`2"] = "KeyedCollection",
        ["System.Collections.ObjectModel.ReadOnlyCollection`1"] = "ReadOnlyCollection",
        ["System.Collections.Immutable.ImmutableArray`1"] = "ImmutableArray",
        ["System.ArraySegment`1"] = "ArraySegment",
        ["System.Memory`1"] = "Memory",
        ["System.ReadOnlyMemory`1"] = "ReadOnlyMemory",
        ["System.Collections.Generic.SortedDictionary`2"] = "SortedDictionary",
        ["System.Collections.Generic.SortedList`2"] = "SortedList",
        ["System.Collections.Generic.OrderedDictionary`2"] = "OrderedDictionary",
        ["System.Collections.Concurrent.ConcurrentDictionary`2"] = "ConcurrentDictionary",
        ["System.Collections.Immutable.ImmutableDictionary`2"] = "ImmutableDictionary",
        ["System.Collections.Immutable.ImmutableSortedDictionary`2"] = "ImmutableSortedDictionary",
        ["System.Collections.Frozen.FrozenDictionary`2"] = "FrozenDictionary",
        ["System.Collections.Generic.PriorityQueue`2"] = "PriorityQueue",
        ["System.Collections.ObjectModel.ReadOnlyDictionary`2"] = "ReadOnlyDictionary",
        ["System.Lazy`1"] = "Lazy",
        ["System.Collections.Generic.IComparer`1"] = "Comparer",
        ["System.Collections.Generic.Comparer`1"] = "Comparer",
        ["System.Collections.Generic.IEqualityComparer`1"] = "EqualityComparer",
        ["System.Collections.Generic.EqualityComparer`1"] = "EqualityComparer",
        ["System.Nullable`1"] = "Nullable",
        ["System.Collections.Generic.KeyValuePair`2"] = "Pair",
        ["System.ValueTuple`1"] = "Tuple1",
        ["System.ValueTuple`2"] = "Tuple2",
        ["System.ValueTuple`3"] = "Tuple3",
        ["System.ValueTuple`4"] = "Tuple4",
        ["System.ValueTuple`5"] = "Tuple5",
        ["System.ValueTuple`6"] = "Tuple6",
        ["System.ValueTuple`7"] = "Tuple7",
        ["System.ValueTuple`8"] = "Tuple8",
    };

    readonly Surrogates surrogates = new(module, references);

    /// <summary>The kinds of several types, each once, what a type is made of before the type.</summary>
    internal IReadOnlyList<Kind> Of(IEnumerable<FoundType> types)
    {
        var found = new Dictionary<string, Kind?>();
        foreach (var type in types)
            Add(type.Type, type.SeenBy, found);
        return [.. found.Values.OfType<Kind>()];
    }

    void Add(TypeReference type, IReadOnlyList<TypeDefinition> seenBy, Dictionary<string, Kind?> found)
    {
        type = MemberTypes.StripModifiers(type);
        // A type parameter is named where it is given an argument.
        if (type is GenericParameter || found.ContainsKey(type.FullName))
            return;
        if (type is ArrayType array)
            Add(array.ElementType, seenBy, found);
        else if (type is GenericInstanceType instance)
        {
            foreach (var argument in instance.GenericArguments)
                Add(argument, seenBy, found);
        }
        if (References.Resolve(type) is { } definition && type is not ArrayType && MemberTypes.IsInlineArray(definition))
            Add(ItemOf(type, definition), seenBy, found);
        found[type.FullName] = KindOf(type) is var (method, arguments) ? new Kind(method, arguments, seenBy) : null;
    }

    (string Method, IReadOnlyList<TypeReference> Arguments)? KindOf(TypeReference type)
    {
        if (type is ArrayType { IsVector: true } array)
            return ("Array", [array.ElementType]);
        if (type is ArrayType { Rank: > 1 } grid)
            return ("Grid", [grid, grid.ElementType]);
        if (type is GenericInstanceType instance && generic.TryGetValue(instance.ElementType.FullName, out string method))
            return (method, [.. instance.GenericArguments]);
        if (type is ArrayType || IsSimple(type) || References.Resolve(type) is not { } definition)
            return null;
        if (surrogates.Of(type) is { } surrogate)
            return ("Surrogate", [type, surrogate]);
        if (definition.IsEnum)
            return ("Enum", [type, definition.Fields.Single(field => !field.IsStatic).FieldType]);
        if (MemberTypes.IsInlineArray(definition))
            return ("InlineArray", [type, ItemOf(type, definition)]);
        if (MemberTypes.IsBuffer(definition))
            return ("FixedBuffer", [type]);
        if (definition.IsValueType)
            return IsReplicatedValue(definition) ? ("Struct", [type]) : null;
        if (plan.IsReplicated(definition) || references.IsForeignReplicated(definition))
            return ("Class", [type]);
        if (Surrogates.IsContract(definition))
            return (Contract, [type]);
        return MemberTypes.IsDelegate(definition) && !KnownTypes.AnyDelegates.Contains(definition.FullName) ? ("Delegate", [type])
            : definition.IsSealed ? null
            : ("Any", [type]);
    }

    /// <summary>The type of the items of an inline array.</summary>
    static TypeReference ItemOf(TypeReference type, TypeDefinition definition) =>
        Generics.Close(definition.Fields.Single(field => !field.IsStatic).FieldType, type as GenericInstanceType, null);

    /// <summary>Whether the runtime knows the type without being told.</summary>
    static bool IsSimple(TypeReference type) =>
        KnownTypes.Values.Contains(type.FullName) || KnownTypes.ImmutableObjects.Contains(type.FullName) || KnownTypes.Collections.Contains(type.FullName);

    bool IsReplicatedValue(TypeDefinition type) =>
        type.Module == module ? plan.IsValue(type) : MemberTypes.IsForeignValue(type, references);
}
