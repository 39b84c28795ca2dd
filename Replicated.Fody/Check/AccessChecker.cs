using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Diagnostics;
using Replicated.Fody.Find;
using Replicated.Fody.Plan;

namespace Replicated.Fody.Check;

/// <summary>Finds every access to replicated members in the module and decides for each what is to be done, or why it cannot be.</summary>
internal sealed class AccessChecker
{
    readonly WeavingPlan plan;
    readonly References references;
    readonly DiagnosticBag diagnostics;
    readonly HashSet<string> memberNames;
    readonly WideStores? wide;

    /// <param name="wide">Told each store; null where wide members need no care.</param>
    internal AccessChecker(WeavingPlan plan, References references, DiagnosticBag diagnostics, WideStores? wide)
    {
        this.wide = wide;
        this.plan = plan;
        this.references = references;
        this.diagnostics = diagnostics;
        memberNames = [.. plan.Classes.SelectMany(type => type.Members).Concat(plan.Statics.SelectMany(type => type.Members)).Select(member => member.Field.Name)];
    }

    /// <param name="enter">Told each method before it is looked at.</param>
    internal IReadOnlyList<BodyPlan> Check(ModuleDefinition module, Action<MethodDefinition> enter)
    {
        var plans = new List<BodyPlan>();
        var reflection = plan.IsEmpty && !references.AnyWoven() ? null : new ReflectionChecker(diagnostics, MustBeSeen, name => memberNames.Contains(name) || references.HasForeignMember(name));
        var pins = reflection == null ? null : new PinChecker(diagnostics, MustBeSeen);
        foreach (var method in module.GetTypes().SelectMany(type => type.Methods))
        {
            enter(method);
            CheckUnsafeAccessor(method);
            if (method.HasBody && CheckBody(method) is { Count: > 0 } changes)
                plans.Add(new BodyPlan(method, changes));
            if (method.HasBody)
            {
                reflection?.Check(method);
                pins?.Check(method);
            }
        }
        wide?.ReportUncalled();
        return plans;
    }

    List<Change> CheckBody(MethodDefinition method)
    {
        var changes = new List<Change>();
        MethodAccesses? accesses = null;
        foreach (var instruction in method.Body.Instructions)
        {
            if (CanWrite(instruction) && instruction.Operand is FieldReference field && IsMember(field) && !(IsAddress(instruction) && IsCompared(field)))
            {
                accesses ??= new MethodAccesses(method, diagnostics);
                if (accesses.Decide(instruction, field) is { } change)
                {
                    changes.Add(change);
                    wide?.Note(method, change, accesses);
                }
            }
            else if (wide != null && WideStores.SetBy(instruction) is { } set && IsMember(set))
            {
                accesses ??= new MethodAccesses(method, diagnostics);
                wide.NoteSetterCall(method, instruction, set, accesses);
            }
        }
        foreach (var change in accesses?.DecideAddresses() ?? [])
        {
            changes.Add(change);
            wide?.Note(method, change, accesses!);
        }
        return changes;
    }

    static bool CanWrite(Instruction instruction) => instruction.OpCode.Code is Code.Stfld or Code.Stsfld or Code.Ldflda or Code.Ldsflda;

    static bool IsAddress(Instruction instruction) => instruction.OpCode.Code is Code.Ldflda or Code.Ldsflda;

    /// <summary>Of what nobody sees written, this would be lost.</summary>
    bool MustBeSeen(FieldReference field) => IsMember(field) && !IsCompared(field);

    /// <summary>Whatever is written through its address, and whenever, is found by the next capture.</summary>
    bool IsCompared(FieldReference field) =>
        references.IsOwn(field)
            ? plan.MemberOf(field.Resolve()) is { IsCompared: true }
            : References.IsForeignCompared(field);

    bool IsMember(FieldReference field) =>
        references.IsOwn(field)
            ? memberNames.Contains(field.Name) && field.Resolve() is { } definition && plan.MemberOf(definition) != null
            : references.IsForeignMember(field);

    void CheckUnsafeAccessor(MethodDefinition method)
    {
        if (UnsafeAccessor.FieldOf(method, references) is { } found && MustBeSeen(found))
            diagnostics.Report(Rules.UnsafeAccessor, PlaceFinder.Of(method, null), Display.Of(method), Display.Of(found), Display.Of(found.DeclaringType));
    }
}
