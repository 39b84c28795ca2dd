using Mono.Cecil;
using Replicated.Fody.Diagnostics;
using Replicated.Fody.Find;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Check;

/// <summary>
/// Warns of classes whose objects are not complete after a takeover: a standby makes them without a constructor, so what is not replicated
/// has its default value until something rebuilds it. A reason given at the member says that something does.
/// </summary>
internal static class LossChecker
{
    internal static void Check(WeavingPlan plan, DiagnosticBag diagnostics)
    {
        var lost = plan.Classes
            .Where(type => !type.Type.IsAbstract && !ClassExtents.IsMadeByCompiler(type.Type) && !Hierarchy(type.Type).SelectMany(RebuildFinder.In).Any())
            .SelectMany(type => Hierarchy(type.Type).Where(plan.IsReplicated))
            .Distinct();
        foreach (var type in lost)
        {
            var fields = type.Fields.Where(field => IsLost(field, plan)).ToList();
            if (fields.Count > 0)
                diagnostics.Report(Rules.NotRebuilt, PlaceFinder.Of(fields[0]), Display.Of(type), string.Join("', '", fields.Select(FieldNames.MemberName)));
        }
    }

    static bool IsLost(FieldDefinition field, WeavingPlan plan) =>
        !field.IsStatic
        && plan.MemberOf(field) == null
        && !CompilerNames.IsOfThisNodeOnly(field)
        && !SaysHow(field) && !SaysHow(field.DeclaringType)
        && !(FieldNames.SourceOf(field) is { } source && SaysHow(source));

    static bool SaysHow(ICustomAttributeProvider provider) => MarkFinder.ReasonOf(provider) != null;

    static IEnumerable<TypeDefinition> Hierarchy(TypeDefinition type)
    {
        for (var ancestor = type; ancestor != null; ancestor = ancestor.BaseType == null ? null : References.Resolve(ancestor.BaseType))
            yield return ancestor;
    }
}
