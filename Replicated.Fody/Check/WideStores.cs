using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Diagnostics;
using Replicated.Fody.Find;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Check;

/// <summary>
/// Warns once of each member that the processor does not write at once and that is stored to where no lock is seen. A store to an
/// auto-property is the call of its setter, so that a lock around it counts.
/// </summary>
internal sealed class WideStores(DiagnosticBag diagnostics)
{
    readonly HashSet<FieldDefinition> warned = [];
    readonly HashSet<FieldDefinition> set = [];
    readonly List<(MethodDefinition Setter, FieldDefinition Field)> setters = [];

    /// <summary>Takes notice of a change of a member.</summary>
    internal void Note(MethodDefinition method, Change change, MethodAccesses accesses)
    {
        var field = change.Field.Resolve();
        if (change is MarkAfterReadonlyStore or KeepOwner or CopyOwner || !WideTypes.IsWide(field.FieldType))
            return;
        if (IsAutomatic(method))
            setters.Add((method, field));
        else if (change is SwapStore)
            Check(method, change.At, field, accesses);
        else if (change is MarkAfterCall || WritesWhole(change.At))
            Check(method, change.At, field, null);
    }

    /// <summary>The field that an instruction stores to through the setter of an auto-property.</summary>
    internal static FieldDefinition? SetBy(Instruction instruction)
    {
        if (instruction.OpCode.Code is not (Code.Call or Code.Callvirt) || instruction.Operand is not MethodReference { Parameters.Count: 1 } called)
            return null;
        if (!called.Name.StartsWith("set_", StringComparison.Ordinal) || !WideTypes.IsWide(called.Parameters[0].ParameterType))
            return null;
        var owner = References.Resolve(called.DeclaringType);
        return owner?.Fields.FirstOrDefault(field => FieldNames.SourceOf(field) is PropertyDefinition { SetMethod: { } setter } && setter.Name == called.Name && IsAutomatic(setter));
    }

    internal void NoteSetterCall(MethodDefinition method, Instruction call, FieldDefinition field, MethodAccesses accesses)
    {
        set.Add(field);
        Check(method, call, field, accesses);
    }

    /// <summary>Warns at the setters that only other assemblies can call, whose locks are not seen here.</summary>
    internal void ReportUncalled()
    {
        foreach (var (setter, field) in setters.Where(candidate => !set.Contains(candidate.Field) && !candidate.Setter.IsPrivate))
            Warn(setter, null, field);
    }

    void Check(MethodDefinition method, Instruction at, FieldDefinition field, MethodAccesses? accesses)
    {
        bool isNew = field.IsStatic ? method.IsConstructor && method.IsStatic : accesses?.IsNew(at) == true;
        if (!isNew && !IsInit(method) && !LockRegions.Cover(method.Body, at))
            Warn(method, at, field);
    }

    void Warn(MethodDefinition method, Instruction? at, FieldDefinition field)
    {
        if (warned.Add(field))
            diagnostics.Report(Rules.WideStore, PlaceFinder.Of(method, at), Display.Of(field), Display.Of(MemberTypes.StripModifiers(field.FieldType)));
    }

    /// <summary>Whether an instruction writes more through an address than the processor writes at once.</summary>
    static bool WritesWhole(Instruction write) => write.OpCode.Code switch
    {
        Code.Stfld => WideTypes.IsWide(((FieldReference)write.Operand).FieldType),
        Code.Initobj or Code.Stobj => WideTypes.IsWide((TypeReference)write.Operand),
        _ => false,
    };

    static bool IsAutomatic(MethodDefinition method) =>
        method.IsSetter && CustomAttributes.Has(method, "System.Runtime.CompilerServices.CompilerGeneratedAttribute");

    static bool IsInit(MethodDefinition method) =>
        method.IsSetter && method.ReturnType is RequiredModifierType { ModifierType.FullName: "System.Runtime.CompilerServices.IsExternalInit" };
}
