using Mono.Cecil;
using Replicated.Fody.Diagnostics;
using Replicated.Fody.Find;

namespace Replicated.Fody.Check;

/// <summary>Tells of stores that finalisers make, in a thread and at a time of their own.</summary>
internal static class FinaliserChecker
{
    internal static void Check(IEnumerable<BodyPlan> bodies, DiagnosticBag diagnostics)
    {
        foreach (var body in bodies.Where(body => IsFinaliser(body.Method) || IsRunByFinaliser(body.Method)))
        {
            foreach (var change in body.Changes.GroupBy(change => change.Field.FullName).Select(same => same.First()))
                diagnostics.Report(Rules.FinaliserStores, PlaceFinder.Of(body.Method, change.At), Display.Of(change.Field.Resolve()), Display.Of(body.Method));
        }
    }

    static bool IsFinaliser(MethodDefinition method) => method is { Name: "Finalize", IsVirtual: true, HasParameters: false };

    /// <summary>By the platform's pattern: the finaliser calls <c>Dispose(false)</c>.</summary>
    static bool IsRunByFinaliser(MethodDefinition method)
    {
        if (method is not { Name: "Dispose", Parameters.Count: 1 } || method.Parameters[0].ParameterType.MetadataType != MetadataType.Boolean)
            return false;
        for (var type = method.DeclaringType; type != null && type.FullName != "System.Object"; type = type.BaseType == null ? null : References.Resolve(type.BaseType))
        {
            if (type.Methods.Any(IsFinaliser))
                return true;
        }
        return false;
    }
}
