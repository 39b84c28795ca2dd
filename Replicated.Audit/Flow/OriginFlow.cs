using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using Replicated.Audit.Decode;

namespace Replicated.Audit.Flow;

/// <summary>Follows addresses of members, and <c>this</c>, through the stack and the local variables of one body.</summary>
sealed class OriginFlow
{
    readonly FlowState?[] before;
    readonly AuditedAssembly assembly;
    readonly AssemblySet assemblies;
    readonly Body body;
    readonly Func<Instruction, bool> takesAddress;
    readonly ImmutableArray<SignatureType> localTypes;
    readonly Stack<Instruction> work = new();
    readonly bool hasThis;

    /// <param name="takesAddress">Whether an instruction takes the address of a member.</param>
    internal OriginFlow(AuditedAssembly assembly, AssemblySet assemblies, Body body, Func<Instruction, bool> takesAddress)
    {
        this.assembly = assembly;
        this.assemblies = assemblies;
        this.body = body;
        this.takesAddress = takesAddress;
        localTypes = assembly.LocalsOf(body.Handle);
        before = new FlowState?[body.Instructions.Count];
        hasThis = assembly.SignatureOf(body.Handle).Header.IsInstance && !body.Instructions.Any(ChangesThis);
        Run();
    }

    /// <summary>What is known before an instruction; null if it is never reached.</summary>
    internal FlowState? Before(Instruction instruction) => before[instruction.Index];

    /// <summary>What an instruction takes from the stack, in the order in which it was put there.</summary>
    internal ImmutableArray<Origins> OperandsOf(Instruction instruction)
    {
        if (before[instruction.Index] is not { } state)
            return [];
        int pops = Math.Min(StackEffect.Pops(instruction, assembly, body), state.Stack.Length);
        return state.Stack[^pops..];
    }

    static bool ChangesThis(Instruction instruction) =>
        instruction.Operand == 0 && instruction.OpCode.Name is "starg" or "starg.s" or "ldarga" or "ldarga.s" && instruction.Operand == 0;

    void Run()
    {
        var locals = ImmutableArray.CreateRange(Enumerable.Repeat(Origins.Other, localTypes.Length));
        Enter(0, new FlowState([], locals));
        while (work.TryPop(out var instruction))
        {
            var after = Step(instruction, before[instruction.Index]!);
            EnterHandlers(instruction, after);
            foreach (int target in instruction.Targets)
                Enter(target, instruction.OpCode.Name!.StartsWith("leave", StringComparison.Ordinal) ? after with { Stack = [] } : after);
            if (!instruction.EndsFlow)
                Enter(instruction.End, after);
        }
    }

    void Enter(int offset, FlowState state)
    {
        if (body.At(offset) is not { } instruction)
            return;
        var known = before[instruction.Index];
        var grown = known == null ? state : known.Grow(state);
        if (grown == null)
            return;
        before[instruction.Index] = grown;
        work.Push(instruction);
        EnterHandlers(instruction, grown);
    }

    void EnterHandlers(Instruction instruction, FlowState state)
    {
        foreach (var region in body.Regions.Where(region => instruction.Offset >= region.TryOffset && instruction.Offset < region.TryOffset + region.TryLength))
        {
            bool hasException = region.Kind is ExceptionRegionKind.Catch or ExceptionRegionKind.Filter;
            var entry = state with { Stack = hasException ? [Origins.Other] : [] };
            Enter(region.HandlerOffset, entry);
            if (region.Kind == ExceptionRegionKind.Filter)
                Enter(region.FilterOffset, entry);
        }
    }

    FlowState Step(Instruction instruction, FlowState state)
    {
        int pops = Math.Min(StackEffect.Pops(instruction, assembly, body), state.Stack.Length);
        int pushes = StackEffect.Pushes(instruction, assembly);
        var operands = state.Stack[^pops..];
        var after = Store(instruction, operands, state) with { Stack = state.Stack[..^pops] };
        var result = pushes == 0 ? Origins.Other : Push(instruction, operands, state);
        for (int i = 0; i < pushes; i++)
            after = after with { Stack = after.Stack.Add(result) };
        return after;
    }

    /// <summary>What an instruction puts on the stack.</summary>
    Origins Push(Instruction instruction, ImmutableArray<Origins> operands, FlowState state)
    {
        string name = instruction.OpCode.Name!;
        if (name.StartsWith("ldarg", StringComparison.Ordinal))
            return hasThis && instruction.Operand == 0 && !name.StartsWith("ldarga", StringComparison.Ordinal) ? Origins.This : Origins.Other;
        if (name.StartsWith("ldloca", StringComparison.Ordinal))
            return Origins.OfLocal(instruction.Operand);
        if (name.StartsWith("ldloc", StringComparison.Ordinal))
            return instruction.Operand < state.Locals.Length ? state.Locals[instruction.Operand] : Origins.Other;
        if (takesAddress(instruction))
            return Origins.Address(instruction.Index);
        return name switch
        {
            "dup" => operands[0],
            "ldflda" => operands[0].IsThis ? Origins.Other : operands[0],
            "ldfld" or "ldobj" => Held(operands[0], state),
            // The distance of two addresses is none.
            "sub" or "sub.ovf.un" when state.AddressesIn(operands[1]).Addresses.Any() => Origins.Other,
            "add" or "sub" or "mul" or "add.ovf.un" or "sub.ovf.un" => All(operands, state),
            _ when name.StartsWith("conv.", StringComparison.Ordinal) => All(operands, state),
            "call" or "callvirt" or "newobj" or "calli" => OfCall(instruction, operands, state),
            _ => Origins.Other,
        };
    }

    /// <summary>What is read from a local variable by its address; what is read from a member is its value.</summary>
    static Origins Held(Origins address, FlowState state) =>
        address.Locals.Any() ? OrOther(state.AddressesIn(new Origins([.. address.All.Where(origin => origin < 0)]))) : Origins.Other;

    static Origins All(ImmutableArray<Origins> operands, FlowState state) =>
        OrOther(operands.Aggregate(new Origins([]), (all, operand) => all.With(state.AddressesIn(operand))));

    static Origins OrOther(Origins origins) => origins.All.IsEmpty ? Origins.Other : origins;

    Origins OfCall(Instruction call, ImmutableArray<Origins> operands, FlowState state)
    {
        if (assembly.MethodOf(call.Operand) is not { } target)
            return Origins.Other;
        var made = call.OpCode == OpCodes.Newobj ? target.Owner! : target.Signature.ReturnType;
        return CanHoldAddress(made) ? All(operands, state) : Origins.Other;
    }

    bool CanHoldAddress(SignatureType type) => type.Form is TypeForm.ReferenceTo or TypeForm.PointerTo || assemblies.IsRefStruct(type);

    /// <summary>What an instruction leaves in local variables.</summary>
    FlowState Store(Instruction instruction, ImmutableArray<Origins> operands, FlowState state)
    {
        string name = instruction.OpCode.Name!;
        if (name.StartsWith("stloc", StringComparison.Ordinal))
            return state.WithLocal(instruction.Operand, operands[0]);
        bool fills = name is "stfld" or "stobj" or "call" or "callvirt" || name.StartsWith("stind", StringComparison.Ordinal);
        if (!fills || operands.Length < 2)
            return state;
        var addresses = All(operands, state);
        foreach (int local in operands.SelectMany(operand => operand.Locals).Where(local => local < localTypes.Length && CanHoldAddress(localTypes[local])))
            state = state.WithLocal(local, state.Locals[local].With(addresses));
        return state;
    }
}
