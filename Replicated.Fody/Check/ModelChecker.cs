using Mono.Cecil;
using Replicated.Fody.Diagnostics;
using Replicated.Fody.Find;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Check;

/// <summary>Complains about marks that mean nothing and about state that would be lost.</summary>
internal sealed class ModelChecker(ModuleDefinition module, MarkFinder marks, References references, WeavingPlan plan, DiagnosticBag diagnostics)
{
    internal void Check()
    {
        foreach (var type in module.GetTypes().Where(type => !ClassExtents.IsMadeByCompiler(type)))
        {
            CheckContradictions(type);
            CheckReasons(type);
            CheckType(type);
            foreach (var property in type.Properties)
                CheckProperty(property);
            foreach (var raised in type.Events)
                CheckEvent(raised);
            foreach (var method in type.Methods)
                CheckMethod(method);
        }
        foreach (var type in plan.Classes)
            CheckClass(type);
        foreach (var field in KnownObject.UnnamedIn(module.GetTypes(), marks, type => plan.IsReplicated(type) || references.IsForeignReplicated(type)).Where(field => marks.Of(field) == Mark.None))
            diagnostics.Report(Rules.UnnamedObject, PlaceFinder.Of(field), Display.Of(field), Display.Of(field.FieldType));
        foreach (var statics in plan.Statics)
            CheckStatics(statics);
    }

    void CheckContradictions(TypeDefinition type)
    {
        if (MarkFinder.HasBothMarks(type))
            diagnostics.Report(Rules.Contradiction, PlaceFinder.Of(type), Display.Of(type));
        foreach (var field in type.Fields.Where(field => MarkFinder.HasBothMarks(field) || (FieldNames.SourceOf(field) is { } source && MarkFinder.HasBothMarks(source))))
            diagnostics.Report(Rules.Contradiction, PlaceFinder.Of(field), Display.Of(field));
    }

    void CheckReasons(TypeDefinition type)
    {
        if (IsBlank(type))
            diagnostics.Report(Rules.NoReason, PlaceFinder.Of(type), Display.Of(type));
        foreach (var field in type.Fields.Where(field => IsBlank(field) || (FieldNames.SourceOf(field) is { } source && IsBlank(source))))
            diagnostics.Report(Rules.NoReason, PlaceFinder.Of(field), Display.Of(field));
        foreach (var method in type.Methods.Where(IsBlank))
            diagnostics.Report(Rules.NoReason, PlaceFinder.Of(method, null), Display.Of(method));
        foreach (var property in type.Properties.Where(property => IsBlank(property) && !FieldNames.IsAutoProperty(property)))
            diagnostics.Report(Rules.NoReason, PlaceFinder.Of(property), Display.Of(type) + "." + property.Name);

        static bool IsBlank(ICustomAttributeProvider provider) => MarkFinder.ReasonOf(provider) is { } reason && reason.Trim().Length == 0;
    }

    void CheckType(TypeDefinition type)
    {
        if (ClassExtents.IsStaticClass(type) && FormerNames.Of(type) == null && (MarkFinder.HasReplicatedAttribute(type) || (marks.Of(type) == Mark.Replicated && marks.HasPrefix(type.Name))))
            diagnostics.Report(Rules.StaticClass, PlaceFinder.Of(type), Display.Of(type));
        if (MemberTypes.IsRefStruct(type) && marks.Of(type) == Mark.Replicated)
            diagnostics.Report(Rules.RefStruct, PlaceFinder.Of(type), Display.Of(type));
        if (type.IsValueType && !type.IsEnum)
        {
            foreach (var field in type.Fields.Where(field => !field.IsStatic && marks.Of(field) == Mark.Replicated && FormerNames.Of(field) is (null, false)))
                diagnostics.Report(Rules.StructMember, PlaceFinder.Of(field), Display.Of(field), Display.Of(type));
        }
        foreach (var field in type.Fields.Where(IsCaughtByAccident))
            diagnostics.Report(Rules.CapturedParameter, PlaceFinder.Of(field), Display.Of(field));
    }

    bool IsCaughtByAccident(FieldDefinition field) =>
        FieldNames.IsCapturedParameter(field) && marks.HasPrefix(FieldNames.MemberName(field)) && plan.MemberOf(field) == null;

    void CheckProperty(PropertyDefinition property)
    {
        if (!property.DeclaringType.IsInterface && marks.Of(property) == Mark.Replicated && !FieldNames.IsAutoProperty(property))
            diagnostics.Report(Rules.ComputedProperty, PlaceFinder.Of(property), Display.Of(property.DeclaringType) + "." + property.Name);
    }

    void CheckEvent(EventDefinition raised)
    {
        var type = raised.DeclaringType;
        if (!type.IsInterface && marks.Of(raised) == Mark.Replicated && type.Fields.All(field => FieldNames.SourceOf(field) != raised))
            diagnostics.Report(Rules.ComputedProperty, PlaceFinder.Of(raised.AddMethod, null), Display.Of(type) + "." + raised.Name);
    }

    void CheckMethod(MethodDefinition method)
    {
        bool counts = !method.IsSpecialName && (!method.DeclaringType.IsInterface || MarkFinder.HasReplicatedAttribute(method));
        if (counts && marks.Of(method) == Mark.Replicated)
            diagnostics.Report(Rules.Function, PlaceFinder.Of(method, null), Display.Of(method));
    }

    void CheckClass(ReplicatedClass type)
    {
        if (!type.Type.IsAutoLayout)
            diagnostics.Report(Rules.ClassLayout, PlaceFinder.Of(type.Type), Display.Of(type.Type));
        if (type.IsTop)
            CheckUnwovenBases(type.Type);
    }

    /// <summary>What a base that is not woven holds would be lost, so it must hold nothing, but for the items of a collection.</summary>
    void CheckUnwovenBases(TypeDefinition type)
    {
        for (var reference = type.BaseType; reference != null && !OpaqueBases.LosesNothing(reference);)
        {
            var ancestor = References.Resolve(reference);
            if (ancestor == null || (ancestor.Module != module && OpaqueBases.IsOpaque(ancestor)))
            {
                diagnostics.Report(Rules.ForeignBase, PlaceFinder.Of(type), Display.Of(type), Display.Of(reference), reference.GetElementType().Scope.Name);
                return;
            }
            if (ancestor.Module == module && ancestor.Fields.FirstOrDefault(field => !field.IsStatic && marks.Of(field) != Mark.NotReplicated) is { } lost)
                diagnostics.Report(Rules.BaseHasState, PlaceFinder.Of(type), Display.Of(type), Display.Of(ancestor), Display.Of(lost));
            reference = ancestor.BaseType;
        }
    }

    void CheckStatics(ReplicatedStatics statics)
    {
        foreach (var member in statics.Members)
        {
            var field = member.Field;
            var place = PlaceFinder.Of(field);
            if (field.IsInitOnly)
                diagnostics.Report(Rules.ReadonlyStatic, place, Display.Of(field));
            if (CustomAttributes.Has(field, "System.ThreadStaticAttribute"))
                diagnostics.Report(Rules.ThreadStatic, place, Display.Of(field));
        }
    }

    internal void CheckContracts(int contract)
    {
        foreach (var reference in module.AssemblyReferences)
        {
            if (references.Find(reference.Name) is { } assembly && references.ContractOf(assembly) is { } other && other != contract)
                diagnostics.Report(Rules.OtherContract, null, reference.Name, other, contract);
        }
    }
}
