using Mono.Cecil;
using Replicated.Fody.Diagnostics;
using Replicated.Fody.Find;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Check;

/// <summary>Complains about methods that cannot rebuild what is not replicated of an object.</summary>
internal static class RebuildChecker
{
    internal static void Check(ModuleDefinition module, WeavingPlan plan, IReadOnlyList<BodyPlan> bodies, DiagnosticBag diagnostics)
    {
        var planned = new HashSet<MethodDefinition>(plan.Classes.SelectMany(type => type.Rebuilding));
        foreach (var method in module.GetTypes().SelectMany(RebuildFinder.In))
        {
            var place = PlaceFinder.Of(method, null);
            if (FaultOf(method) is { } fault)
                diagnostics.Report(Rules.RebuildShape, place, Display.Of(method), fault);
            else if (!planned.Contains(method))
                diagnostics.Report(Rules.RebuildOfOther, place, Display.Of(method), Display.Of(method.DeclaringType));
        }
        foreach (var body in bodies.Where(body => planned.Contains(body.Method)))
        {
            foreach (var change in body.Changes.GroupBy(change => change.Field.FullName).Select(same => same.First()))
                diagnostics.Report(Rules.RebuildStores, PlaceFinder.Of(body.Method, change.At), Display.Of(body.Method), Display.Of(change.Field.Resolve()));
        }
    }

    static string? FaultOf(MethodDefinition method) =>
        method.IsStatic ? "is static"
        : method.HasParameters ? "has parameters"
        : method.HasGenericParameters ? "is generic"
        : MemberTypes.StripModifiers(method.ReturnType).MetadataType != MetadataType.Void ? "returns something"
        : CustomAttributes.Has(method, "System.Runtime.CompilerServices.AsyncStateMachineAttribute") ? "is async, and nobody would wait for it"
        : method.IsAbstract ? "is abstract"
        : null;
}
