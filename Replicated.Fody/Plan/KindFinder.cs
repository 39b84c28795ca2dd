using Mono.Cecil;
using Replicated.Fody.Find;

namespace Replicated.Fody.Plan;

/// <summary>
/// Finds the kinds that a type is made of. A native program has the code of generic types that its own code names; the runtime cannot
/// make the others from what it learns while it runs.
/// </summary>
internal sealed class KindFinder(ModuleDefinition module, WeavingPlan plan, References references)
{
    /// <summary>Generic types of the platform by their method in the runtime's <c>Kinds</c>, which takes their type arguments.</summary>
    static readonly Dictionary<string, string> generic = new()
    {
        ["System.Collections.Generic.List`1"] = "List",
        ["System.Collections.Generic.Dictionary`2"] = "Dictionary",
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

    /// <summary>The kinds of several types, each once, what a type is made of before the type.</summary>
    internal IReadOnlyList<Kind> Of(IEnumerable<TypeReference> types)
    {
        var found = new Dictionary<string, Kind?>();
        foreach (var type in types)
            Add(type, found);
        return [.. found.Values.OfType<Kind>()];
    }

    void Add(TypeReference type, Dictionary<string, Kind?> found)
    {
        type = MemberTypes.StripModifiers(type);
        // A type parameter is named where it is given an argument.
        if (type is GenericParameter || found.ContainsKey(type.FullName))
            return;
        if (type is ArrayType array)
            Add(array.ElementType, found);
        else if (type is GenericInstanceType instance)
        {
            foreach (var argument in instance.GenericArguments)
                Add(argument, found);
        }
        found[type.FullName] = KindOf(type);
    }

    Kind? KindOf(TypeReference type)
    {
        if (type is ArrayType { IsVector: true } array)
            return new Kind("Array", [array.ElementType]);
        if (type is GenericInstanceType instance && generic.TryGetValue(instance.ElementType.FullName, out string method))
            return new Kind(method, [.. instance.GenericArguments]);
        if (type is ArrayType || IsSimple(type) || References.Resolve(type) is not { } definition)
            return null;
        if (definition.IsEnum)
            return new Kind("Enum", [type, module.ImportReference(definition.Fields.Single(field => !field.IsStatic).FieldType)]);
        if (definition.IsValueType)
            return IsReplicatedValue(definition) ? new Kind("Struct", [type]) : null;
        return plan.IsReplicated(definition) || references.IsForeignReplicated(definition) ? new Kind("Class", [type]) : null;
    }

    static bool IsSimple(TypeReference type) => KnownTypes.Values.Contains(type.FullName) || KnownTypes.ImmutableObjects.Contains(type.FullName);

    bool IsReplicatedValue(TypeDefinition type) =>
        type.Module == module ? plan.IsValue(type) : MemberTypes.IsForeignValue(type, references);
}
