using Mono.Cecil;
using Replicated.Fody.Diagnostics;

namespace Replicated.Fody.Find;

/// <summary>Lists what would be replicated if nobody had said otherwise, with the reason that was given.</summary>
internal sealed class OmissionFinder(MarkFinder marks)
{
    const string ByPattern = "by Exclude in FodyWeavers.xml";

    /// <param name="module">The module; its types in their order.</param>
    /// <param name="isWhole">Whether all fields of a class are replicated but those left out.</param>
    internal IReadOnlyList<Omission> In(ModuleDefinition module, Func<TypeDefinition, bool> isWhole) =>
        [.. module.GetTypes().SelectMany(type => Of(type).Concat(Fields(type, isWhole(type))).Concat(Methods(type)))];

    IEnumerable<Omission> Of(TypeDefinition type)
    {
        if (marks.Of(type) == Mark.NotReplicated && (MarkFinder.ReasonOf(type) ?? (marks.WouldMark(type) ? ByPattern : null)) is { } reason)
            yield return new Omission(Display.Of(type), reason);
        else if (marks.PassedOverAs(type) is { } passedOver)
            yield return new Omission(Display.Of(type), $"patterns of Include in FodyWeavers.xml pass over {passedOver}");
    }

    IEnumerable<Omission> Fields(TypeDefinition type, bool isWhole) =>
        from field in type.Fields
        where !field.IsLiteral && marks.Of(field) == Mark.NotReplicated
        let source = FieldNames.SourceOf(field)
        let reason = MarkFinder.ReasonOf(field) ?? (source == null ? null : MarkFinder.ReasonOf(source))
        let pattern = (isWhole && !field.IsStatic) || marks.WouldMark(type, FieldNames.MemberName(field)) ? ByPattern : null
        where (reason ?? pattern) != null
        select new Omission(Display.Of(field), reason ?? pattern!);

    static IEnumerable<Omission> Methods(TypeDefinition type) =>
        from method in type.Methods
        let reason = MarkFinder.ReasonOf(method)
        where reason != null
        select new Omission(Display.Of(method), reason);
}
