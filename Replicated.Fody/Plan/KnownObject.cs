using Mono.Cecil;
using Replicated.Fody.Find;

namespace Replicated.Fody.Plan;

/// <summary>
/// An object that a <c>static readonly</c> member holds: each node has one of its own, so it is known by the name of that member.
/// </summary>
/// <param name="Field">The member; not of a generic type, of which nobody knows the instances before they are used.</param>
/// <param name="Initialiser">A hash of the code that makes the object.</param>
internal sealed record KnownObject(FieldDefinition Field, string Initialiser)
{
    /// <param name="types">Those of the module.</param>
    /// <param name="marks">What is left out is not known.</param>
    /// <param name="isReplicated">Whether the objects of a class are replicated.</param>
    internal static IReadOnlyList<KnownObject> In(IEnumerable<TypeDefinition> types, MarkFinder marks, Func<TypeDefinition, bool> isReplicated) =>
        [.. HoldersIn(types, marks, isReplicated).Where(field => !field.DeclaringType.HasGenericParameters).Select(field => new KnownObject(field, CodeHash.OfInitialiser(field)))];

    /// <summary>The members that would have one, but are those of generic types.</summary>
    internal static IEnumerable<FieldDefinition> UnnamedIn(IEnumerable<TypeDefinition> types, MarkFinder marks, Func<TypeDefinition, bool> isReplicated) =>
        HoldersIn(types, marks, isReplicated).Where(field => field.DeclaringType.HasGenericParameters);

    static IEnumerable<FieldDefinition> HoldersIn(IEnumerable<TypeDefinition> types, MarkFinder marks, Func<TypeDefinition, bool> isReplicated) =>
        from type in types
        where !ClassExtents.IsMadeByCompiler(type)
        from field in type.Fields
        where field.IsStatic && field.IsInitOnly && marks.Of(field) != Mark.NotReplicated
        where field.FieldType is not TypeSpecification or GenericInstanceType
        where References.Resolve(field.FieldType) is { IsValueType: false } held && isReplicated(held)
        select field;
}
