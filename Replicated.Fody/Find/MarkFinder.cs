using Mono.Cecil;
using Replicated.Fody.Diagnostics;

namespace Replicated.Fody.Find;

/// <summary>Reads marks: by attribute, by pattern, by name. An attribute is the strongest, then an exclusion, then the rest.</summary>
internal sealed class MarkFinder(Settings settings)
{
    internal const string ReplicatedAttribute = "Replicated.ReplicatedAttribute";
    const string NotReplicatedAttribute = "Replicated.NotReplicatedAttribute";

    /// <summary>Each is asked for by several stages.</summary>
    readonly Dictionary<IMemberDefinition, Mark> known = [];

    internal Mark Of(TypeDefinition type)
    {
        if (!known.TryGetValue(type, out var mark))
            known.Add(type, mark = Read(type));
        return mark;
    }

    /// <summary>The mark of a field, or of the auto-property or event that it is the store of.</summary>
    internal Mark Of(FieldDefinition field)
    {
        if (!known.TryGetValue(field, out var mark))
            known.Add(field, mark = Read(field));
        return mark;
    }

    Mark Read(TypeDefinition type) =>
        OfAttributes(type)
        ?? (settings.Exclude.Any(pattern => pattern.Matches(type)) ? Mark.NotReplicated
            : WouldMark(type) ? Mark.Replicated
            : Mark.None);

    Mark Read(FieldDefinition field)
    {
        var source = FieldNames.SourceOf(field);
        return OfAttributes(field)
            ?? (source == null ? null : OfAttributes(source))
            ?? OfName(field.DeclaringType, FieldNames.IsCapturedParameter(field) ? field.Name : FieldNames.MemberName(field));
    }

    internal Mark Of(PropertyDefinition property) => OfAttributes(property) ?? OfName(property.DeclaringType, property.Name);

    internal Mark Of(EventDefinition raised) => OfAttributes(raised) ?? OfName(raised.DeclaringType, raised.Name);

    internal Mark Of(MethodDefinition method) => OfAttributes(method) ?? OfName(method.DeclaringType, method.Name);

    /// <summary>Whether the replicated field is looked at at each capture, whoever writes to it.</summary>
    internal bool IsCompared(FieldDefinition field)
    {
        var type = field.DeclaringType;
        return AsksToCompare(field)
            || (FieldNames.SourceOf(field) is { } source && AsksToCompare(source))
            || AsksToCompare(type)
            || settings.Compare.Any(pattern => pattern.Matches(type) || pattern.Matches(type, FieldNames.MemberName(field)));
    }

    /// <summary>Whether a name starts with the prefix; of an explicit implementation only what follows the interface counts.</summary>
    internal bool HasPrefix(string name)
    {
        string bare = name.Substring(name.LastIndexOf('.') + 1).TrimStart('_');
        string prefix = settings.Prefix;
        return prefix.Length > 0
            && bare.Length >= prefix.Length
            && char.ToUpperInvariant(bare[0]) == char.ToUpperInvariant(prefix[0])
            && string.CompareOrdinal(bare, 1, prefix, 1, prefix.Length - 1) == 0;
    }

    /// <summary>Whether a type would be marked by its name or a pattern if it were not excluded.</summary>
    internal bool WouldMark(TypeDefinition type) =>
        settings.Include.Any(pattern => pattern.Matches(type) && !(pattern.MatchesAmongOthers(type) && KindOfPassedOver(type) != null)) || (HasPrefix(type.Name) && !FieldNames.IsOfStartup(type));

    /// <summary>What a class is that patterns match, and pass over because they meant others; null where it is none.</summary>
    internal string? PassedOverAs(TypeDefinition type) => Of(type) == Mark.None && settings.Include.Any(pattern => pattern.Matches(type)) ? KindOfPassedOver(type) : null;

    /// <summary>Exceptions and attributes say something for a moment, and the platform holds a part of what they say: none is state.</summary>
    static string? KindOfPassedOver(TypeDefinition type)
    {
        for (var ancestor = type.BaseType; ancestor != null; ancestor = References.Resolve(ancestor)?.BaseType)
        {
            switch (ancestor.FullName)
            {
                case "System.Exception":
                    return "exceptions";
                case "System.Attribute":
                    return "attributes";
            }
        }
        return null;
    }

    internal bool WouldMark(TypeDefinition type, string member) => settings.Include.Any(pattern => pattern.Matches(type, member)) || HasPrefix(member);

    /// <summary>What [NotReplicated] says, or null where there is none.</summary>
    internal static string? ReasonOf(ICustomAttributeProvider provider)
    {
        var attribute = CustomAttributes.Find(provider, NotReplicatedAttribute);
        return attribute == null ? null : attribute.ConstructorArguments.FirstOrDefault().Value as string ?? "";
    }

    internal static bool HasBothMarks(ICustomAttributeProvider provider) =>
        HasReplicatedAttribute(provider) && CustomAttributes.Has(provider, NotReplicatedAttribute);

    internal static bool HasReplicatedAttribute(ICustomAttributeProvider provider) => CustomAttributes.Has(provider, ReplicatedAttribute);

    internal void ReportUnmatched(ModuleDefinition module, DiagnosticBag diagnostics)
    {
        var types = module.GetTypes().ToList();
        Report(settings.Include, "Include");
        Report(settings.Exclude, "Exclude");
        Report(settings.Compare, "Compare");
        // The default may begin none: other spellings of a mark do as well.
        if (settings.Prefix is not ("" or Settings.DefaultPrefix) && !types.Any(type => HasPrefix(type.Name) || MemberNames(type).Any(HasPrefix)))
            diagnostics.Report(Rules.PrefixWithoutMatch, settings.PrefixPlace, settings.Prefix, module.Assembly.Name.Name);

        void Report(IEnumerable<NamePattern> patterns, string attribute)
        {
            foreach (var pattern in patterns.Where(pattern => !types.Any(type => pattern.Matches(type) || MemberNames(type).Any(name => pattern.Matches(type, name)))))
                diagnostics.Report(Rules.PatternWithoutMatch, pattern.Place, pattern.Text, attribute, module.Assembly.Name.Name);
        }
    }

    static IEnumerable<string> MemberNames(TypeDefinition type) => type.Fields.Select(FieldNames.MemberName).Concat(type.Methods.Select(method => method.Name));

    static Mark? OfAttributes(ICustomAttributeProvider provider) =>
        CustomAttributes.Has(provider, NotReplicatedAttribute) ? Mark.NotReplicated
        : HasReplicatedAttribute(provider) ? Mark.Replicated
        : null;

    Mark OfName(TypeDefinition type, string name) =>
        settings.Exclude.Any(pattern => pattern.Matches(type, name)) ? Mark.NotReplicated
        : WouldMark(type, name) ? Mark.Replicated
        : Mark.None;

    static bool AsksToCompare(ICustomAttributeProvider provider) =>
        CustomAttributes.Find(provider, ReplicatedAttribute) is { } attribute && CustomAttributes.Said(attribute, "Compare") is true;
}
