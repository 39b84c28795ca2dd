using System.Reflection.Metadata;
using Replicated.Audit;
using Replicated.Audit.Decode;

namespace Replicated.Check;

/// <summary>What is wrong in the assemblies that are published together, whoever built them.</summary>
internal static class Published
{
    const string Runtime = "Replicated.Runtime";
    const string HelperPrefix = "<Replicated>";

    /// <param name="isTrimmed">Whether the program is trimmed, or becomes native.</param>
    internal static IEnumerable<Complaint> Of(Brought assemblies, Places places, bool isTrimmed)
    {
        int? contract = ContractOf(assemblies);
        foreach (var assembly in assemblies.All)
        {
            foreach (var complaint in OfManifest(assemblies, assembly, contract).Concat(IdleMarks.Of(assemblies, assembly)).Concat(OfCode(assemblies, assembly, places, isTrimmed)))
                yield return complaint;
        }
    }

    static IEnumerable<Complaint> OfManifest(Brought assemblies, AssemblyFacts assembly, int? contract)
    {
        if (assembly is { MayBeLeftAlone: true, IsWoven: false } && !assemblies.WovenReferencesOf(assembly).Any())
            yield break;
        if (assembly is { CompiledWith: not null, IsWoven: false })
            yield return Complaint.Of(Rules.NotWoven, assembly.Name);
        else if (assembly.CompiledWith != null && assembly.CompiledWith != assembly.WovenWith)
            yield return Complaint.Of(Rules.OtherConfiguration, assembly.Name);
        if (assembly.Contract is { } woven && contract is { } kept && woven != kept)
            yield return Complaint.Of(Rules.OtherContract, assembly.Name, woven, kept);
    }

    /// <summary>Only code that refers to a woven assembly can name its members, or an unsafe accessor that says the name.</summary>
    static IEnumerable<Complaint> OfCode(Brought assemblies, AssemblyFacts assembly, Places places, bool isTrimmed)
    {
        if (!assembly.IsWoven && !assembly.NamesTypes && !assemblies.WovenReferencesOf(assembly).Any())
            return [];
        try
        {
            return assemblies.Opened.Find(assembly.Name) is { } opened
                ? [.. RawAccesses(assemblies, assembly, opened, places), .. Accessors(assemblies, assembly, opened, places), .. MissingHelpers(assemblies, assembly, opened), .. isTrimmed ? Contracts.Of(assembly, opened) : []]
                : [];
        }
        catch (BadImageFormatException damage)
        {
            return [Complaint.Of(Rules.Unreadable, assembly.Name, damage.Message)];
        }
    }

    /// <summary>A compared member may be written by anybody: the next capture finds it.</summary>
    static IEnumerable<Complaint> RawAccesses(Brought assemblies, AssemblyFacts assembly, AuditedAssembly opened, Places places) =>
        from access in AccessAudit.Of(opened, assemblies.Opened)
        where access.Explanation == null && !assemblies.Opened.IsCompared(access.Member)
        let method = Display.OfMethod(access.Body.Owner, access.Body.Method)
        select Complaint.At(places.Of(opened, access), Rules.RawAccess, method, assembly.Name, Display.Of(access.Member), access.Problem!, WayOut(assembly, access.Member));

    static IEnumerable<Complaint> Accessors(Brought assemblies, AssemblyFacts assembly, AuditedAssembly opened, Places places) =>
        from accessor in UnsafeAccessors.Of(opened)
        where assemblies.Opened.IsMember(accessor.Field) && !assemblies.Opened.IsCompared(accessor.Field)
        let method = Display.Of(new TypeKey(assembly.Name, accessor.Method))
        select Complaint.At(places.OfExtern(opened, accessor.Method), Rules.RawAccess, method, assembly.Name, Display.Of(accessor.Field), "an unsafe accessor hands out its address", $"use a property or method of '{Display.Of(accessor.Field.Owner)}'");

    static string WayOut(AssemblyFacts writer, FieldKey member) =>
        !writer.IsWoven ? $"weave '{writer.Name}' too, or use a property or method that the declaring assembly offers"
        : member.Owner.Assembly == writer.Name ? $"let no tool change '{writer.Name}' after it was woven"
        : $"build '{writer.Name}' again with the assembly that declares the member as it is now";

    /// <summary>Helpers that an assembly calls and another one no longer has: it was woven against another build of it.</summary>
    static IEnumerable<Complaint> MissingHelpers(Brought assemblies, AssemblyFacts assembly, AuditedAssembly opened) =>
        from handle in opened.Metadata.MemberReferences
        let reference = opened.Metadata.GetMemberReference(handle)
        let name = opened.Metadata.GetString(reference.Name)
        where reference.GetKind() == MemberReferenceKind.Method && name.StartsWith(HelperPrefix, StringComparison.Ordinal)
        let owner = opened.TypeOf(reference.Parent)?.Key
        where owner is { } key && assemblies.Find(key.Assembly) != null && !Has(assemblies.Opened, key, name)
        select Complaint.Of(Rules.MissingHelper, assembly.Name, owner!.Value.Assembly, Display.Of(owner.Value), name);

    static bool Has(AssemblySet assemblies, TypeKey owner, string method) =>
        assemblies.Resolve(owner) is var (assembly, type)
        && type.GetMethods().Any(handle => assembly.Metadata.StringComparer.Equals(assembly.Metadata.GetMethodDefinition(handle).Name, method));

    /// <summary>The contract that the published runtime keeps.</summary>
    static int? ContractOf(Brought assemblies)
    {
        if (assemblies.Find(Runtime) == null || assemblies.Opened.Find(Runtime) is not { } runtime || runtime.FindType("Replicated.Woven.Tracker") is not { } tracker)
            return null;
        var field = tracker.GetFields().Select(runtime.Metadata.GetFieldDefinition).FirstOrDefault(field => runtime.Metadata.StringComparer.Equals(field.Name, "Contract"));
        var constant = field.GetDefaultValue();
        return constant.IsNil ? null : runtime.Metadata.GetBlobReader(runtime.Metadata.GetConstant(constant).Value).ReadInt32();
    }
}
