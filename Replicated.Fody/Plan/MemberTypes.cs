using Mono.Cecil;
using Replicated.Fody.Diagnostics;
using Replicated.Fody.Find;

namespace Replicated.Fody.Plan;

/// <summary>Judges the types of members, and collects the structs that members hold.</summary>
internal sealed class MemberTypes(ModuleDefinition module, ClassExtents extents, References references, Surrogates surrogates)
{
    const string ValueInterface = "Replicated.Woven.IReplicatedValue";

    HashSet<TypeDefinition> structs = [];

    /// <summary>Structs of the module that are held by value, found so far.</summary>
    internal IReadOnlyCollection<TypeDefinition> Structs => structs;

    /// <summary>The rule that a type breaks, with the part of it that does, or null if members can hold it.</summary>
    internal Objection? ObjectionTo(TypeReference type) => StripModifiers(type) switch
    {
        GenericParameter => null,
        var known when surrogates.Has(known) => null,
        ArrayType { Rank: 1, IsVector: false } array => new Objection(Rules.Collection, array),
        ArrayType array => ObjectionTo(array.ElementType),
        PointerType or FunctionPointerType or ByReferenceType => new Objection(Rules.PointerType, type),
        GenericInstanceType generic => ObjectionToInstance(generic),
        var plain => ObjectionToPlain(plain),
    };

    /// <summary>Whether a value of the type can be or hold a reference to anything but a string or another immutable object.</summary>
    internal static bool HoldsReferences(TypeReference type) => HoldsReferences(type, []);

    internal void AddStruct(TypeDefinition type) => structs.Add(type);

    /// <summary>
    /// Whether something of the type can be replicated, for what the build cannot say that a member ever holds. If so, the structs in it are added.
    /// </summary>
    /// <param name="membersOf">The fields of a struct that would be replicated.</param>
    internal bool TryAdd(TypeReference type, Func<TypeDefinition, IEnumerable<FieldDefinition>> membersOf)
    {
        var before = structs;
        structs = [.. before];
        bool fits = ObjectionTo(type) == null;
        var seen = new HashSet<TypeDefinition>(before);
        while (fits && structs.FirstOrDefault(candidate => !seen.Contains(candidate)) is { } added)
        {
            seen.Add(added);
            fits = membersOf(added).All(field => ObjectionTo(field.FieldType) == null);
        }
        if (!fits)
            structs = before;
        return fits;
    }

    internal static TypeReference StripModifiers(TypeReference type) => type is IModifierType modified ? StripModifiers(modified.ElementType) : type;

    static bool HoldsReferences(TypeReference type, HashSet<TypeDefinition> visited)
    {
        type = StripModifiers(type);
        if (type is GenericInstanceType { IsValueType: true } generic && generic.GenericArguments.Any(argument => HoldsReferences(argument, visited)))
            return true;
        if (type is GenericParameter)
            return true;
        if (KnownTypes.Values.Contains(type.FullName) || KnownTypes.ImmutableObjects.Contains(type.FullName))
            return false;
        if (!type.IsValueType || KnownTypes.ArrayValues.Contains(type.GetElementType().FullName))
            return true;
        return !KnownTypes.GenericValues.Contains(type.GetElementType().FullName)
            && References.Resolve(type) is { IsEnum: false } definition
            && visited.Add(definition)
            && definition.Fields.Any(field => !field.IsStatic && HoldsReferences(field.FieldType, visited));
    }

    Objection? ObjectionToInstance(GenericInstanceType type)
    {
        string name = type.ElementType.FullName;
        if (KnownTypes.Comparers.Contains(name))
            return null;
        bool known = KnownTypes.GenericValues.Contains(name) || KnownTypes.ArrayValues.Contains(name) || KnownTypes.Collections.Contains(name);
        var objection = known ? null : ObjectionToPlain(type.ElementType);
        if (objection == null && !HoldsArguments(type))
            return null;
        return objection is { } found
            ? found with { Part = ReferenceEquals(found.Part, type.ElementType) ? type : found.Part }
            : type.GenericArguments.Select(ObjectionTo).FirstOrDefault(candidate => candidate != null);
    }

    /// <summary>Delegates take and return their type arguments and hold none; what an interface does with them only those of the platform's collections show.</summary>
    static bool HoldsArguments(GenericInstanceType type) =>
        References.Resolve(type) is not { } definition
        || !(IsDelegate(definition) || (definition.IsInterface && !IsCollection(definition)));

    Objection? ObjectionToPlain(TypeReference type)
    {
        string name = type.FullName;
        if (KnownTypes.Values.Contains(name) || KnownTypes.ImmutableObjects.Contains(name) || KnownTypes.Collections.Contains(name))
            return null;
        if (KnownTypes.AnyObjects.Contains(name))
            return null;
        if (name is "System.IntPtr" or "System.UIntPtr")
            return new Objection(Rules.PointerType, type);
        if (References.Resolve(type) is not { } definition)
            return new Objection(Rules.UnknownType, type);
        if (definition.IsEnum)
            return null;
        return definition.IsValueType ? ObjectionToStruct(type, definition) : ObjectionToClass(type, definition);
    }

    Objection? ObjectionToClass(TypeReference type, TypeDefinition definition)
    {
        if (extents.Of(definition) != Extent.Nothing || Surrogates.IsContract(definition))
            return null;
        if (KnownTypes.InterfacesOfOthers.Contains(definition.FullName))
            return references.WovenModules.Prepend(module).SelectMany(woven => woven.GetTypes()).Any(candidate => !candidate.IsInterface && Fits(candidate, definition)) ? null : new Objection(Rules.Collection, type);
        if (IsDelegate(definition) || (definition.IsInterface && IsCollection(definition)))
            return null;
        if (KnownTypes.HiddenContent.Contains(definition.FullName))
            return new Objection(Rules.HiddenContent, type);
        if (IsCollection(definition))
            return new Objection(Rules.Collection, type);
        if (IsResource(definition))
            return new Objection(Rules.Resource, type);
        if (definition.IsInterface || (definition.IsAbstract && definition.Module == module))
            return CanHoldNothing(definition) ? new Objection(Rules.NothingFits, type) : null;
        // A mark would only lead to the next error.
        if (definition.Module == module && OpaqueBases.NearestOf(definition, references) is { } opaque)
            return new Objection(IsCollection(References.Resolve(opaque)!) ? Rules.Collection : Rules.ForeignBase, type);
        return new Objection(definition.Module == module ? Rules.UnmarkedType : ForeignRule(definition), type);
    }

    /// <summary>What is declared in another assembly can be marked there if that is woven.</summary>
    Rule ForeignRule(TypeDefinition type) => references.IsSeen(type.Module.Assembly) ? Rules.UnmarkedType : Rules.ForeignType;

    /// <summary>Whether all that fits an interface or abstract class of the module are classes that are not replicated.</summary>
    bool CanHoldNothing(TypeDefinition type)
    {
        var fitting = type.Module != module ? [] : module.GetTypes().Where(candidate => !candidate.IsAbstract && candidate != type && Fits(candidate, type)).ToList();
        return fitting.Count > 0 && fitting.All(candidate => !candidate.IsValueType && extents.Of(candidate) == Extent.Nothing);
    }

    static bool Fits(TypeDefinition candidate, TypeDefinition type)
    {
        for (var ancestor = candidate; ancestor != null; ancestor = ancestor.BaseType == null ? null : References.Resolve(ancestor.BaseType))
        {
            if (ancestor == type || ancestor.Interfaces.Any(implemented => Extends(implemented.InterfaceType, type)))
                return true;
        }
        return false;
    }

    static bool Extends(TypeReference implemented, TypeDefinition type) =>
        References.Resolve(implemented) is { } definition && (definition == type || definition.Interfaces.Any(further => Extends(further.InterfaceType, type)));

    internal static bool IsDelegate(TypeDefinition type) =>
        type.BaseType?.FullName is "System.MulticastDelegate" or "System.Delegate" || type.FullName is "System.MulticastDelegate" or "System.Delegate";

    static bool IsCollection(TypeDefinition type) =>
        type.DeclaringType != null ? IsCollection(type.DeclaringType)
            : type.Namespace.StartsWith(KnownTypes.CollectionNamespace, StringComparison.Ordinal) && !KnownTypes.EmptyBases.Contains(type.FullName);

    Objection? ObjectionToStruct(TypeReference type, TypeDefinition definition)
    {
        if (IsRefStruct(definition))
            return new Objection(Rules.RefStruct, type);
        if (definition.Module != module)
        {
            return IsForeignValue(definition, references) ? null : new Objection(IsResource(definition) ? Rules.Resource : ForeignRule(definition), type);
        }
        // The one field of these stands for all their items; the runtime knows how many.
        if (IsBuffer(definition))
            return definition.Fields.Where(field => !field.IsStatic).Select(field => ObjectionTo(field.FieldType)).FirstOrDefault(found => found != null);
        if (OverlaysReferences(definition))
            return new Objection(Rules.StructLayout, type);
        structs.Add(definition);
        return null;
    }

    internal static bool IsRefStruct(TypeDefinition type) =>
        type.IsValueType && CustomAttributes.Has(type, "System.Runtime.CompilerServices.IsByRefLikeAttribute");

    /// <summary>Whether the struct of another assembly was given a shape there.</summary>
    internal static bool IsForeignValue(TypeDefinition type, References references) =>
        references.ContractOf(type.Module.Assembly) != null && type.Interfaces.Any(candidate => candidate.InterfaceType.FullName == ValueInterface);

    /// <summary>Two references at one place: at most one of them says truly what is there.</summary>
    static bool OverlaysReferences(TypeDefinition type) =>
        type.IsExplicitLayout
        && type.Fields.Where(field => !field.IsStatic && (!field.FieldType.IsValueType || HoldsReferences(field.FieldType))).GroupBy(field => field.Offset).Any(group => group.Count() > 1);

    /// <summary>Whether the one field of a struct stands for all its items.</summary>
    internal static bool IsBuffer(TypeDefinition type) => IsInlineArray(type) || IsFixedBuffer(type);

    internal static bool IsInlineArray(TypeDefinition type) => CustomAttributes.Has(type, "System.Runtime.CompilerServices.InlineArrayAttribute");

    static bool IsFixedBuffer(TypeDefinition type) =>
        CustomAttributes.Has(type, "System.Runtime.CompilerServices.UnsafeValueTypeAttribute");

    static bool IsResource(TypeDefinition type) =>
        !KnownTypes.Data.Contains(type.FullName) && KnownTypes.ResourceNamespaces.Any(space => type.Namespace == space || type.Namespace.StartsWith(space + ".", StringComparison.Ordinal));
}
