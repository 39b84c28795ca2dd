using Mono.Cecil;
using Replicated.Fody.Check;
using Replicated.Fody.Diagnostics;
using Replicated.Fody.Find;
using Replicated.Fody.Plan;
using Replicated.Fody.Watch;

namespace Replicated.Fody.Report;

/// <summary>What is replicated in a module, how each member is tracked, and what is left out and why: for a person to read after a build.</summary>
internal sealed class WeavingReport
{
    readonly WeavingPlan plan;
    readonly MemberUses uses;
    readonly Watching watching;
    readonly List<string> lines = [];

    /// <param name="omissions">What is left out.</param>
    internal WeavingReport(ModuleDefinition module, WeavingPlan plan, IReadOnlyList<BodyPlan> bodies, Watching watching, IReadOnlyList<Omission> omissions)
    {
        this.plan = plan;
        this.watching = watching;
        uses = new MemberUses(bodies);
        Summary = Summarize(module, omissions.Count);
        Add("");
        var classes = plan.Classes.ToDictionary(type => type.Type);
        var statics = plan.Statics.ToDictionary(type => type.Type);
        var values = plan.Values.ToDictionary(type => type.Type);
        foreach (var type in module.GetTypes())
        {
            if (classes.TryGetValue(type, out var replicated))
                AddMembers(TitleOf(replicated), replicated.Members, Tracking);
            if (statics.TryGetValue(type, out var roots))
                AddMembers(Display.Of(type) + ", statics", roots.Members, Tracking);
            if (values.TryGetValue(type, out var value))
                AddMembers(Display.Of(type) + ", a value that is sent with the member that holds it", value.Members, _ => "");
        }
        AddSection("Changed here, replicated by other assemblies", uses.Foreign(module).Select(field => $"{Display.Of(field)}: {Changes(field)}"));
        AddSection("The same object on each node, known by its member", plan.Known.Select(known => $"{Display.Of(known.Field)}: {Display.Of(known.Field.FieldType)}"));
        AddSection("Left out", omissions.Select(omission => $"{omission.Name}: {omission.Reason}"));
    }

    /// <summary>One line, for the log of the build.</summary>
    internal string Summary { get; }

    internal IEnumerable<string> Lines => lines.Prepend(Summary);

    string Summarize(ModuleDefinition module, int omissions)
    {
        string leftOut = omissions == 0 ? "" : $"; {omissions} left out";
        if (plan.IsEmpty)
            return $"Replicated: nothing is replicated in {module.Assembly.Name.Name}{leftOut}";
        var members = plan.Classes.SelectMany(type => type.Members).Concat(plan.Statics.SelectMany(type => type.Members)).ToList();
        int types = plan.Classes.Select(type => type.Type).Concat(plan.Statics.Select(type => type.Type)).Concat(plan.Values.Select(type => type.Type)).Distinct().Count();
        int compared = members.Count(member => member.IsCompared || member.HoldsChangingBox || member.HoldsForeign);
        return $"Replicated: {Count(types, "type")}, {Count(members.Count, "member")}{(compared == 0 ? "" : $" ({compared} compared)")}, "
            + $"{Count(uses.Stores, "store")}, {Count(uses.Addresses, "address")}{leftOut}";
    }

    static string TitleOf(ReplicatedClass type)
    {
        string members = type.IsWhole ? "replicated whole" : "some members";
        string derived = type.Items is { } items ? $", derived from {Display.Of(items)}; the content of the collection is compared"
            : type.IsTop ? ""
            : $", derived from {Display.Of(type.Type.BaseType)}";
        return $"{Display.Of(type.Type)}, {members}{derived}";
    }

    void AddMembers(string title, IReadOnlyList<ReplicatedMember> members, Func<ReplicatedMember, string> tracking)
    {
        Add(title);
        foreach (var member in members)
            Add($"    {member.Name}: {Display.Of(MemberTypes.StripModifiers(member.Field.FieldType))}{(tracking(member) is { Length: > 0 } text ? ", " + text : "")}");
        Add("");
    }

    void AddSection(string title, IEnumerable<string> entries)
    {
        var all = entries.ToList();
        if (all.Count == 0)
            return;
        Add(title);
        foreach (string entry in all)
            Add("    " + entry);
        Add("");
    }

    string Tracking(ReplicatedMember member)
    {
        string own = member.IsCompared ? "compared at each capture"
            : member.HoldsChangingBox ? "each store, and compared at each capture for a struct that changes in its box"
            : member.HoldsForeign ? "each store, and compared at each capture for an object that is sent by value"
            : member.Field.IsInitOnly ? "readonly"
            : Changes(member.Field);
        return ContentOf(member.Field) is { } content ? own + "; " + content : own;
    }

    string Changes(FieldDefinition field)
    {
        var (stores, addresses) = uses.Of(field);
        return addresses > 0 ? $"{Count(stores, "store")}, {Count(addresses, "address")}" : stores > 0 ? Count(stores, "store") : "set in construction only";
    }

    /// <summary>How what a member holds is tracked beside the member itself; null where it is a value or a replicated object.</summary>
    string? ContentOf(FieldDefinition field)
    {
        var type = MemberTypes.StripModifiers(field.FieldType);
        if (IsCollectionInterface(type))
            return "the content of a collection in it is compared";
        if (type is not ArrayType && !KnownTypes.Collections.Contains(type.GetElementType().FullName))
            return null;
        if (NeverChanges(type))
            return HoldsCollections(type) ? "it never changes; the content of collections within it is compared" : "it never changes";
        return type.GetElementType().FullName switch
        {
            "System.Random" => "what it draws next is compared",
            "System.Collections.Generic.LinkedListNode`1" => "its value and its list are compared",
            "System.Lazy`1" => "whether it has its value is compared",
            _ => watching.Of(field) switch
            {
                null => "the content of the collection is compared",
                { Objection: { } objection } => $"the content of the collection is compared: {objection}",
                { IsOpen: true } => "each change of the collection, while no other assembly is loaded that refers to this one" + Within(type),
                _ => "each change of the collection" + Within(type),
            },
        };
    }

    static string Within(TypeReference type) => HoldsCollections(type) ? "; the content of collections within it is compared" : "";

    /// <summary>Whether its items, or what these are made of, can be collections.</summary>
    static bool HoldsCollections(TypeReference type) => type switch
    {
        ArrayType array => IsCollection(array.ElementType),
        GenericInstanceType generic => generic.GenericArguments.Any(IsCollection),
        _ => false,
    };

    static bool IsCollection(TypeReference type) =>
        IsCollectionInterface(type) || (!NeverChanges(type) && (type is ArrayType || KnownTypes.Collections.Contains(type.GetElementType().FullName))) || HoldsCollections(type);

    static bool NeverChanges(TypeReference type) => type is not ArrayType && type.Namespace is "System.Collections.Immutable" or "System.Collections.Frozen";

    static bool IsCollectionInterface(TypeReference type) =>
        type is not ArrayType && type.Namespace.StartsWith(KnownTypes.CollectionNamespace, StringComparison.Ordinal) && References.Resolve(type) is { IsInterface: true };

    static string Count(int count, string what) => count == 1 ? $"1 {what}" : what == "address" ? $"{count} addresses" : $"{count} {what}s";

    void Add(string line) => lines.Add(line);
}
