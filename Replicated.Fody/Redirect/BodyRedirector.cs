using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using Replicated.Fody.Check;
using Replicated.Fody.Find;
using Replicated.Fody.Generate;

namespace Replicated.Fody.Redirect;

/// <summary>Carries out the changes to one method.</summary>
/// <remarks>
/// Instructions are changed in place, so that branches and handlers that lead to them still do. What is inserted stands after an
/// instruction that stays, where no branch leads: who branches past the instruction did not execute it.
/// </remarks>
internal sealed class BodyRedirector(BodyPlan plan, MemberHelpers helpers, CallBuilder calls)
{
    readonly MethodBody body = plan.Method.Body;
    readonly ILProcessor il = plan.Method.Body.GetILProcessor();
    readonly Dictionary<OwnerSlot, VariableDefinition> owners = [];
    readonly Dictionary<Instruction, List<CallOwner>> callOwners = [];
    readonly Dictionary<Instruction, FieldReference> fields = plan.Changes.OfType<KeepOwner>().ToDictionary(keep => keep.At, keep => keep.Field);

    internal void Redirect()
    {
        bool grows = plan.Changes.Any(change => change is not SwapStore);
        if (grows)
            body.SimplifyMacros();
        foreach (var change in plan.Changes)
        {
            switch (change)
            {
                case SwapStore:
                    Swap(change);
                    break;
                case MarkAfterReadonlyStore:
                    InsertAfter(change.At, il.Create(OpCodes.Ldarg, body.ThisParameter), il.Create(OpCodes.Call, helpers.MarkFor(change.Field)));
                    break;
                case MarkAfterInitialiserStore:
                    InsertAfter(change.At, il.Create(OpCodes.Ldtoken, change.Field.DeclaringType), il.Create(OpCodes.Call, helpers.MarkStatics));
                    break;
                case KeepOwner keep:
                    Keep(keep);
                    break;
                case CopyOwner copy:
                    InsertAfter(copy.At, il.Create(OpCodes.Ldloc, VariableOf(copy.From)), il.Create(OpCodes.Stloc, VariableOf(copy.To)));
                    break;
                case MarkAfterWrite write:
                    MarkAfter(write);
                    break;
                case MarkAfterCall call:
                    NoteOwner(call);
                    break;
                default:
                    throw new InvalidOperationException($"unknown change {change}");
            }
        }
        foreach (var call in callOwners)
            RedirectCall(plan.Method, call.Key, call.Value, calls);
        if (grows)
            body.OptimizeMacros();
    }

    void Swap(Change change)
    {
        // A prefix may be a branch target, so it stays as an instruction; the helper has it inside.
        for (var prefix = change.At.Previous; prefix is { OpCode.Code: Code.Volatile or Code.Unaligned }; prefix = prefix.Previous)
        {
            prefix.OpCode = OpCodes.Nop;
            prefix.Operand = null;
        }
        change.At.OpCode = OpCodes.Call;
        change.At.Operand = helpers.StoreFor(change.Field);
    }

    void MarkAfter(MarkAfterWrite change)
    {
        DropTail(change.At);
        var mark = helpers.MarkFor(change.Field);
        if (change.Owner == null)
            InsertAfter(change.At, il.Create(OpCodes.Call, mark));
        else
            InsertAfter(change.At, il.Create(OpCodes.Ldloc, VariableOf(change.Owner)), il.Create(OpCodes.Call, mark));
    }

    void NoteOwner(MarkAfterCall change)
    {
        if (!callOwners.TryGetValue(change.At, out var owners))
            callOwners.Add(change.At, owners = []);
        owners.Add(new CallOwner(helpers.LendFor(change.Field), helpers.MarkFor(change.Field), change.Owner == null ? [] : [VariableOf(change.Owner)]));
    }

    /// <summary>Keeps the object whose member's address is taken: <c>ldflda</c> becomes <c>dup; stloc; ldflda</c>.</summary>
    void Keep(KeepOwner change)
    {
        change.At.OpCode = OpCodes.Dup;
        change.At.Operand = null;
        InsertAfter(change.At, il.Create(OpCodes.Stloc, VariableOf(change.Slot)), il.Create(OpCodes.Ldflda, change.Field));
    }

    /// <summary>The variable that keeps an owner; null until an address is taken, so that it has to begin as null.</summary>
    VariableDefinition VariableOf(OwnerSlot slot)
    {
        if (!owners.TryGetValue(slot, out var variable))
        {
            variable = new VariableDefinition(fields[slot.Producer].DeclaringType);
            owners.Add(slot, variable);
            body.Variables.Add(variable);
            body.InitLocals = true;
        }
        return variable;
    }

    /// <summary>What comes after a call makes it the end of the method no more.</summary>
    internal static void DropTail(Instruction call)
    {
        for (var prefix = call.Previous; prefix is { OpCode.OpCodeType: OpCodeType.Prefix }; prefix = prefix.Previous)
        {
            if (prefix.OpCode.Code == Code.Tail)
                prefix.OpCode = OpCodes.Nop;
        }
    }

    /// <summary>Has a call made by a method that stands in for it, which gets the owners of the addresses, too.</summary>
    internal static void RedirectCall(MethodDefinition method, Instruction call, List<CallOwner> marked, CallBuilder calls)
    {
        var il = method.Body.GetILProcessor();
        var target = calls.Build(method, call, marked);
        // The call that stands in for it has the constraint inside, and cannot be a tail call: the marks come after it.
        for (var prefix = call.Previous; prefix is { OpCode.Code: Code.Constrained or Code.Tail }; prefix = prefix.Previous)
        {
            prefix.OpCode = OpCodes.Nop;
            prefix.Operand = null;
        }
        var loads = marked.SelectMany(owner => owner.Variables);
        var replacement = loads.Select(variable => il.Create(OpCodes.Ldloc, variable)).Concat([il.Create(OpCodes.Call, target)]).Concat(Apart(method, il)).ToArray();
        call.OpCode = replacement[0].OpCode;
        call.Operand = replacement[0].Operand;
        InsertAfter(il, call, [.. replacement.Skip(1)]);
    }

    /// <summary>
    /// The runtime (10.0) makes one of a call and the await that follows it at once, and cannot where the call has a <c>ref</c> parameter, as
    /// what stands in for the user's has: it runs the second time into an invalid program.
    /// </summary>
    static IEnumerable<Instruction> Apart(MethodDefinition method, ILProcessor il) => SuspendedMethod.Is(method) ? [il.Create(OpCodes.Nop)] : [];

    void InsertAfter(Instruction place, params Instruction[] instructions) => InsertAfter(il, place, instructions);

    internal static void InsertAfter(ILProcessor il, Instruction place, params Instruction[] instructions)
    {
        foreach (var instruction in instructions)
        {
            il.InsertAfter(place, instruction);
            place = instruction;
        }
    }
}
