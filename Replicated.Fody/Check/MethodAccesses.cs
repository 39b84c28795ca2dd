using Mono.Cecil;
using Mono.Cecil.Cil;
using Replicated.Fody.Diagnostics;
using Replicated.Fody.Generate;

namespace Replicated.Fody.Check;

/// <summary>Decides the accesses within one method.</summary>
/// <remarks>Most accesses are plain stores outside of constructors: for these nothing has to be known of what is on the stack.</remarks>
internal sealed class MethodAccesses
{
    readonly MethodDefinition method;
    readonly DiagnosticBag diagnostics;
    readonly List<Instruction> addresses = [];
    StackFlow? flow;
    bool? thisChanges;
    int? baseCall;

    internal MethodAccesses(MethodDefinition method, DiagnosticBag diagnostics)
    {
        this.method = method;
        this.diagnostics = diagnostics;
    }

    StackFlow Flow => flow ??= StackFlow.Of(method.Body);

    bool ThisChanges => thisChanges ??= method.Body.Instructions.Any(WritesThis);

    int BaseCall => baseCall ??= FindBaseCall();

    /// <summary>What to do at the access; null if nothing is, or if a diagnostic says why it cannot be handled. Addresses are decided together.</summary>
    internal Change? Decide(Instruction instruction, FieldReference field)
    {
        bool isStatic = instruction.OpCode.Code is Code.Stsfld or Code.Ldsflda;
        // The object is not complete before the base constructor is called, and nobody but this constructor knows it.
        if (!isStatic && method.IsConstructor && !method.IsStatic && IsThis(instruction) && method.Body.Instructions.IndexOf(instruction) < BaseCall)
            return null;
        if (instruction.OpCode.Code == Code.Stsfld && method.IsConstructor && method.IsStatic && IsOwn(field))
            return DecideInitialiserStore(instruction, field);
        if (instruction.OpCode.Code is Code.Stfld or Code.Stsfld)
            return DecideStore(instruction, field);
        addresses.Add(instruction);
        return null;
    }

    /// <summary>Whether a static belongs to the type whose method this is: of a generic type, to the same instance of it.</summary>
    bool IsOwn(FieldReference field) => field.DeclaringType.FullName == Generics.Self(method.DeclaringType).FullName;

    /// <summary>What to do at the uses of the addresses that were met; nothing if a diagnostic says why they cannot be handled.</summary>
    internal IReadOnlyList<Change> DecideAddresses()
    {
        if (addresses.Count == 0)
            return [];
        var address = AddressFlow.Of(method, Flow, addresses);
        foreach (var fault in address.Faults)
        {
            string user = fault.At.Operand is MethodReference called ? Display.OfCalled(called) : fault.At.OpCode.Name;
            diagnostics.Report(fault.Rule, PlaceFinder.Of(method, fault.At.OpCode.Code == Code.Ret ? ReturnOf(fault.Producer, fault.At) : fault.At), Display.Of(FieldOf(fault.Producer).Resolve()), user);
        }
        return [.. ChangesFor(address).Distinct()];
    }

    /// <summary>Where the statement stands that returns an address: a build for Debug puts it into a variable and goes to the end of the method.</summary>
    Instruction ReturnOf(Instruction producer, Instruction ret)
    {
        var stores = StoresBehind(ret).ToList();
        return stores.Find(store => IsFrom(store, [])) ?? stores.FirstOrDefault() ?? ret;

        bool IsFrom(Instruction store, HashSet<Instruction> seen) =>
            seen.Add(store) && (Flow.SourcesOf(store, 0).Contains(producer) || StoresBehind(store).Any(other => IsFrom(other, seen)));
    }

    /// <summary>What stores to the variables that an instruction gets.</summary>
    IEnumerable<Instruction> StoresBehind(Instruction consumer)
    {
        var slots = Flow.SourcesOf(consumer, 0).Select(source => InstructionSlots.Loaded(source, method)).ToList();
        return method.Body.Instructions.Where(store => InstructionSlots.Stored(store, method) is { } slot && slots.Contains(slot));
    }

    static IEnumerable<Change> ChangesFor(AddressFlow address) =>
    [
        .. address.Kept.Select(slot => new KeepOwner(slot.Producer, FieldOf(slot.Producer), slot)),
        .. address.Copies.Select(copy => new CopyOwner(copy.At, FieldOf(copy.From.Producer), copy.From, copy.To)),
        .. address.Writes.Select(MarkFor),
    ];

    static Change MarkFor(AddressWrite write)
    {
        var field = FieldOf(write.Source.Producer);
        var owner = write.Source.Producer.OpCode.Code == Code.Ldsflda ? null : write.Source;
        return write.IsCall ? new MarkAfterCall(write.At, field, owner) : new MarkAfterWrite(write.At, field, owner);
    }

    static FieldReference FieldOf(Instruction producer) => (FieldReference)producer.Operand;

    /// <remarks>
    /// What an initialiser calls may commit, so its later stores are marked as others are. A generic type is not announced by them but at the
    /// end of its initialiser: of one that fails, nothing can be captured.
    /// </remarks>
    Change? DecideInitialiserStore(Instruction instruction, FieldReference field) =>
        field.Resolve().IsInitOnly ? null
        : method.DeclaringType.HasGenericParameters ? new MarkAfterInitialiserStore(instruction, field)
        : new SwapStore(instruction, field);

    Change? DecideStore(Instruction instruction, FieldReference field)
    {
        if (!field.Resolve().IsInitOnly)
            return new SwapStore(instruction, field);
        if (IsThis(instruction))
            return new MarkAfterReadonlyStore(instruction, field);
        diagnostics.Report(Rules.ReadonlyStore, PlaceFinder.Of(method, instruction), Display.Of(field.Resolve()));
        return null;
    }

    /// <summary>Whether nobody else can know the object that the instruction works on: it was just made, or is under construction.</summary>
    internal bool IsNew(Instruction instruction)
    {
        var sources = Flow.SourcesOf(instruction, 0);
        return (sources.Count > 0 && sources.All(Makes)) || (method.IsConstructor && IsThis(instruction));
    }

    static bool Makes(Instruction source) => source.OpCode.Code == Code.Newobj || source.Operand is MethodReference { Name: "<Clone>$" };

    /// <summary>Whether the object that the instruction works on is certainly the one that the method was called on.</summary>
    bool IsThis(Instruction instruction) => !method.IsStatic && !ThisChanges && IsThis(Flow.SourcesOf(instruction, 0));

    static bool IsThis(IReadOnlyCollection<Instruction> sources) => sources.Count > 0 && sources.All(source => source.OpCode.Code == Code.Ldarg_0);

    bool WritesThis(Instruction instruction) =>
        instruction.OpCode.Code is Code.Starg or Code.Starg_S or Code.Ldarga or Code.Ldarga_S && instruction.Operand == method.Body.ThisParameter;

    /// <summary>The index of the call of the base's or another own constructor on <c>this</c>.</summary>
    int FindBaseCall()
    {
        var instructions = method.Body.Instructions;
        for (int i = 0; i < instructions.Count; i++)
        {
            if (instructions[i].OpCode.Code == Code.Call
                && instructions[i].Operand is MethodReference { Name: ".ctor" }
                && IsThis(Flow.SourcesOf(instructions[i], 0)))
                return i;
        }
        return -1;
    }
}
