using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using Replicated.Fody.Check;
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

    internal void Redirect()
    {
        bool grows = plan.Changes.Any(change => change is not SwapStore);
        if (grows)
            body.SimplifyMacros();
        var callOwners = new Dictionary<Instruction, List<CallOwner>>();
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
                case MarkAfterWrites writes:
                    MarkAfter(writes, callOwners);
                    break;
                default:
                    throw new InvalidOperationException($"unknown change {change}");
            }
        }
        foreach (var call in callOwners)
            RedirectCall(call.Key, call.Value);
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

    void MarkAfter(MarkAfterWrites change, Dictionary<Instruction, List<CallOwner>> callOwners)
    {
        var owner = change.At.OpCode.Code == Code.Ldsflda ? null : KeepReceiver(change);
        var mark = helpers.MarkFor(change.Field);
        foreach (var write in change.Writes)
        {
            if (owner == null)
                InsertAfter(write, il.Create(OpCodes.Call, mark));
            else
                InsertAfter(write, il.Create(OpCodes.Ldloc, owner), il.Create(OpCodes.Call, mark));
        }
        foreach (var call in change.Calls)
        {
            if (!callOwners.TryGetValue(call, out var owners))
                callOwners.Add(call, owners = []);
            owners.Add(new CallOwner(mark, owner));
        }
    }

    /// <summary>Keeps the object whose member's address is taken: <c>ldflda</c> becomes <c>dup; stloc; ldflda</c>.</summary>
    VariableDefinition KeepReceiver(Change change)
    {
        var owner = new VariableDefinition(change.Field.DeclaringType);
        body.Variables.Add(owner);
        change.At.OpCode = OpCodes.Dup;
        change.At.Operand = null;
        InsertAfter(change.At, il.Create(OpCodes.Stloc, owner), il.Create(OpCodes.Ldflda, change.Field));
        return owner;
    }

    void RedirectCall(Instruction call, List<CallOwner> owners)
    {
        var target = calls.Build(plan.Method, call, owners);
        if (call.Previous is { OpCode.Code: Code.Constrained } prefix)
        {
            prefix.OpCode = OpCodes.Nop;
            prefix.Operand = null;
        }
        var loads = owners.Where(owner => owner.Variable != null).Select(owner => owner.Variable!).ToList();
        var replacement = loads.Select(variable => il.Create(OpCodes.Ldloc, variable)).Concat([il.Create(OpCodes.Call, target)]).ToArray();
        call.OpCode = replacement[0].OpCode;
        call.Operand = replacement[0].Operand;
        InsertAfter(call, [.. replacement.Skip(1)]);
    }

    void InsertAfter(Instruction place, params Instruction[] instructions)
    {
        foreach (var instruction in instructions)
        {
            il.InsertAfter(place, instruction);
            place = instruction;
        }
    }
}
