using Mono.Cecil;
using Replicated.Fody.Diagnostics;
using Replicated.Fody.Find;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Check;

/// <summary>Complains about former names that would be taken for something else, or for nothing.</summary>
internal sealed class FormerNameChecker(ModuleDefinition module, WeavingPlan plan, DiagnosticBag diagnostics)
{
    const string IsThere = "which is there still, so that it would be taken for that";
    const string IsSaidTwice = "and so does another";
    const string IsLost = "but is not replicated";

    internal void Check()
    {
        CheckTypes();
        foreach (var type in plan.Classes)
            CheckMembers(type.Members, HierarchyOf(type));
        foreach (var statics in plan.Statics)
            CheckMembers(statics.Members, statics.Members);
        foreach (var value in plan.Values)
            CheckMembers(value.Members, value.Members);
    }

    void CheckTypes()
    {
        var renamed = module.GetTypes().Where(type => FormerNames.Of(type) != null).ToList();
        foreach (var type in renamed)
        {
            string former = FormerNames.Of(type)!;
            string? fault = module.GetTypes().Any(other => NameOf(other) == former) ? IsThere
                : renamed.Exists(other => other != type && FormerNames.Of(other) == former) ? IsSaidTwice
                : !IsPlanned(type) ? IsLost
                : null;
            if (fault != null)
                diagnostics.Report(Rules.FormerName, PlaceFinder.Of(type), Display.Of(type), former, fault);
        }
    }

    bool IsPlanned(TypeDefinition type) => plan.IsReplicated(type) || plan.IsValue(type) || plan.Statics.Any(statics => statics.Type == type);

    /// <summary>As the platform writes it, and so the wire.</summary>
    static string NameOf(TypeDefinition type) => type.FullName.Replace('/', '+');

    /// <param name="own">The members to look at.</param>
    /// <param name="among">All that their names are told apart from; looked up only for members that were renamed, which few are.</param>
    void CheckMembers(IReadOnlyList<ReplicatedMember> own, IEnumerable<ReplicatedMember> among)
    {
        foreach (var member in own.Where(member => member.FormerName != null))
        {
            var all = among.ToList();
            string? fault = all.Exists(other => other.Name == member.FormerName) ? IsThere
                : all.Exists(other => other != member && other.FormerName == member.FormerName) ? IsSaidTwice
                : null;
            if (fault != null)
                diagnostics.Report(Rules.FormerName, PlaceFinder.Of(member.Field), Display.Of(member.Field), member.FormerName!, fault);
        }
    }

    IEnumerable<ReplicatedMember> HierarchyOf(ReplicatedClass type)
    {
        for (var ancestor = type; ancestor != null; ancestor = plan.Classes.FirstOrDefault(candidate => candidate.Type == References.Resolve(ancestor.Type.BaseType)))
        {
            foreach (var member in ancestor.Members)
                yield return member;
        }
    }
}
