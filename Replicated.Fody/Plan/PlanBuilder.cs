using Mono.Cecil;
using Replicated.Fody.Check;
using Replicated.Fody.Diagnostics;
using Replicated.Fody.Find;

namespace Replicated.Fody.Plan;

/// <summary>Turns marks into the plan: which types have which members, with which numbers and names.</summary>
internal sealed class PlanBuilder
{
    readonly ModuleDefinition module;
    readonly MarkFinder marks;
    readonly ClassExtents extents;
    readonly MemberTypes types;
    readonly Surrogates surrogates;
    readonly References references;
    readonly DiagnosticBag diagnostics;
    readonly Dictionary<TypeDefinition, ReplicatedClass> classes = [];

    /// <summary>Fields of closures and iterators that only a comparison shows to have changed.</summary>
    readonly HashSet<FieldDefinition> hidden = [];

    /// <summary>Fields that can hold a struct which changes in its box.</summary>
    readonly HashSet<FieldDefinition> withBoxes = [];

    PlanBuilder(ModuleDefinition module, MarkFinder marks, References references, DiagnosticBag diagnostics)
    {
        this.module = module;
        this.marks = marks;
        this.references = references;
        this.diagnostics = diagnostics;
        extents = new ClassExtents(module, marks, references);
        surrogates = new Surrogates(module, references);
        types = new MemberTypes(module, extents, references, surrogates);
    }

    internal static WeavingPlan Build(ModuleDefinition module, MarkFinder marks, References references, DiagnosticBag diagnostics) =>
        new PlanBuilder(module, marks, references, diagnostics).Build();

    WeavingPlan Build()
    {
        var all = module.GetTypes().ToList();
        var open = new OpenTypes();
        var marked = all.SelectMany(HeldBy).ToList();
        // Code here makes what the members of other woven assemblies hold, too; but a module without marks stays as it is.
        foreach (var type in marked.Count == 0 ? [] : marked.Concat(HeldByForeign()))
            open.Add(type);
        IReadOnlyList<MadeDelegate> delegates = open.Count == 0 ? [] : [.. MadeDelegate.In(module)];
        var held = open.Count == 0 ? [] : HeldClasses.Find(module, open, delegates);
        extents.AddHeld(held);
        hidden.UnionWith(HiddenWrites.Find(module, held));
        var boxes = ChangingBoxes.In(module, delegates);
        withBoxes.UnionWith(all.SelectMany(MarkedFields).Where(field => boxes.CanBeIn(field.FieldType)));
        var planned = all.Where(type => extents.Of(type) != Extent.Nothing).Select(PlanClass).ToList();
        var statics = all.Select(PlanStatics).OfType<ReplicatedStatics>().ToList();
        foreach (var type in all.Where(type => type.IsValueType && !type.IsEnum && !ClassExtents.IsMadeByCompiler(type) && marks.Of(type) == Mark.Replicated && !MemberTypes.IsRefStruct(type)))
            types.AddStruct(type);
        foreach (var (_, surrogate) in surrogates.Own)
            types.AddStruct(surrogate);
        if (planned.Count > 0 || references.ReachReplicated)
            new InstanceTypes(module, types, extents, InstanceMembersOf, diagnostics).Check();
        var content = open.Count == 0
            ? HeldContent.None
            : new HeldContentFinder(module, references, open, delegates, type => types.TryAdd(type, MembersOf)).Find(held);
        var values = PlanValues(all);
        return new WeavingPlan(planned, statics, values, content)
        {
            Comparers = StatelessComparers.In(all),
            ChangingBoxes = boxes.Among(values),
            Surrogates = surrogates.Own,
            Known = KnownObject.In(all, marks, type => extents.Of(type) != Extent.Nothing),
        };
    }

    /// <summary>The types of what the members of a type hold, and of the items of its objects.</summary>
    IEnumerable<TypeReference> HeldBy(TypeDefinition type) => MarkedFields(type).Select(field => field.FieldType).Concat(ItemsOf(type));

    IEnumerable<TypeReference> HeldByForeign() => module.GetTypeReferences()
        .Select(References.Resolve)
        .OfType<TypeDefinition>()
        .Where(type => type.Module != module)
        .SelectMany(type => InstanceMembersOf(type).Select(field => field.FieldType).Concat(ItemsOf(type)));

    /// <summary>The collection that a replicated class derives from, if it does.</summary>
    IEnumerable<TypeReference> ItemsOf(TypeDefinition type) => extents.Of(type) != Extent.Nothing && BaseCollections.Of(type) is { } collection ? [collection] : [];

    IEnumerable<FieldDefinition> MarkedFields(TypeDefinition type)
    {
        var extent = extents.Of(type);
        bool hasStatics = HasStatics(type);
        return type.Fields.Where(field => field.IsStatic ? hasStatics && IsMarkedStatic(field) : extent != Extent.Nothing && IsMember(field, extent == Extent.Whole));
    }

    /// <summary>The members of a class of this or another woven assembly.</summary>
    IEnumerable<FieldDefinition> InstanceMembersOf(TypeDefinition type)
    {
        var extent = extents.Of(type);
        return extent == Extent.Nothing
            ? []
            : type.Fields.Where(field => !field.IsStatic && (type.Module == module ? IsMember(field, extent == Extent.Whole) : References.IsMemberOfWoven(field)));
    }

    IEnumerable<FieldDefinition> MembersOf(TypeDefinition type) => type.Fields.Where(field => !field.IsStatic && marks.Of(field) != Mark.NotReplicated);

    ReplicatedClass PlanClass(TypeDefinition type)
    {
        if (classes.TryGetValue(type, out var known))
            return known;
        var baseType = References.Resolve(type.BaseType);
        var woven = baseType == null || extents.Of(baseType) == Extent.Nothing ? null : baseType;
        int first = woven == null ? 0 : woven.Module == module ? CountOf(PlanClass(woven)) : WovenNames.MemberCountOf(woven)!.Value;
        bool whole = extents.Of(type) == Extent.Whole;
        var fields = type.Fields.Where(field => !field.IsStatic && IsMember(field, whole)).ToList();
        var members = fields.Select((field, index) => Member(field, first + index, NameIn(field, woven))).ToList();
        var plan = new ReplicatedClass(type, woven == null, whole, first, members, [.. RebuildFinder.In(type)]) { Items = woven == null ? CheckedItemsOf(type) : null };
        classes.Add(type, plan);
        return plan;
    }

    TypeReference? CheckedItemsOf(TypeDefinition type)
    {
        var items = BaseCollections.Of(type);
        if (items != null && types.ObjectionTo(items) is { } objection)
            Report(objection, PlaceFinder.Of(type), Display.OfItems(type), items);
        return items;
    }

    static int CountOf(ReplicatedClass plan) => plan.FirstNumber + plan.Members.Count;

    bool IsMember(FieldDefinition field, bool whole)
    {
        var mark = CompilerNames.IsOfThisNodeOnly(field) ? Mark.NotReplicated : marks.Of(field);
        return whole ? mark != Mark.NotReplicated : mark == Mark.Replicated;
    }

    /// <summary>The member's name, with that of its class where a base has a member of the same name; the full one where that base has the same name, too.</summary>
    string NameIn(FieldDefinition field, TypeDefinition? wovenBase)
    {
        string name = FieldNames.MemberName(field);
        if (wovenBase == null)
            return name;
        var hidden = WovenBases(wovenBase).Where(ancestor => ancestor.Fields.Any(candidate => !candidate.IsStatic && FieldNames.MemberName(candidate) == name)).ToList();
        if (hidden.Count == 0)
            return name;
        var type = field.DeclaringType;
        return (hidden.Any(ancestor => ancestor.Name == type.Name) ? type.FullName.Replace('/', '.') : type.Name) + "." + name;
    }

    IEnumerable<TypeDefinition> WovenBases(TypeDefinition? first)
    {
        for (var ancestor = first; ancestor != null && extents.Of(ancestor) != Extent.Nothing; ancestor = References.Resolve(ancestor.BaseType))
            yield return ancestor;
    }

    ReplicatedStatics? PlanStatics(TypeDefinition type)
    {
        if (!HasStatics(type))
            return null;
        var fields = type.Fields.Where(IsMarkedStatic).ToList();
        return fields.Count == 0
            ? null
            : new ReplicatedStatics(type, [.. fields.Select((field, index) => Member(field, index, FieldNames.MemberName(field)))]);
    }

    static bool HasStatics(TypeDefinition type) => !ClassExtents.IsMadeByCompiler(type) && !type.IsEnum;

    bool IsMarkedStatic(FieldDefinition field) => field.IsStatic && !field.IsLiteral && field.Name.Length > 0 && marks.Of(field) == Mark.Replicated;

    /// <summary>The structs that members hold, and those that these hold in turn.</summary>
    IReadOnlyList<ReplicatedValue> PlanValues(IReadOnlyList<TypeDefinition> all)
    {
        var planned = new Dictionary<TypeDefinition, ReplicatedValue>();
        while (types.Structs.FirstOrDefault(type => !planned.ContainsKey(type)) is { } type)
        {
            planned.Add(type, new ReplicatedValue(type, [.. MembersOf(type).Select((field, index) => Member(field, index, FieldNames.MemberName(field)))]));
        }
        return [.. all.Where(planned.ContainsKey).Select(type => planned[type])];
    }

    ReplicatedMember Member(FieldDefinition field, int number, string name)
    {
        // Nobody wrote the closure's field, nor can mark it, and a member may never hold it: what it holds then is refused at the commit.
        if (ClassExtents.IsMadeByCompiler(field.DeclaringType))
            types.TryAdd(field.FieldType, MembersOf);
        else if (Languages.ObjectionTo(field) is var (what, why))
            diagnostics.Report(Rules.CompilerKeeps, PlaceFinder.Of(field), what, why);
        else if (types.ObjectionTo(field.FieldType) is { } objection)
            Report(objection, PlaceFinder.Of(field), Display.Of(field), field.FieldType);
        var (formerName, narrows) = FormerNames.Of(field);
        return new ReplicatedMember(field, number, name, MemberTypes.HoldsReferences(field.FieldType), !IsPartOfValue(field) && (marks.IsCompared(field) || hidden.Contains(field)))
        {
            HoldsChangingBox = withBoxes.Contains(field),
            HoldsForeign = !IsPartOfValue(field) && (surrogates.CanChangeIn(field.FieldType) || surrogates.CanChangeBehind(field.FieldType)),
            FormerName = formerName,
            Narrows = narrows,
        };
    }

    /// <summary>Members of structs are part of what holds the struct, and compared with it.</summary>
    static bool IsPartOfValue(FieldDefinition field) => field.DeclaringType.IsValueType && !field.IsStatic;

    void Report(Objection objection, Place? place, string member, TypeReference held)
    {
        string part = Display.Of(objection.Part);
        if (objection.Rule == Rules.RefStruct)
            diagnostics.Report(objection.Rule, place, part);
        else if (objection.Rule == Rules.ForeignBase && References.Resolve(objection.Part) is { } type && OpaqueBases.NearestOf(type, references) is { } opaque)
            diagnostics.Report(objection.Rule, place, part, Display.Of(opaque), opaque.GetElementType().Scope.Name);
        else if (objection.Rule == Rules.ForeignType)
            diagnostics.Report(objection.Rule, place, member, objection.Within(held), objection.Part.GetElementType().Scope.Name);
        else
            diagnostics.Report(objection.Rule, place, member, objection.Within(held));
    }
}
